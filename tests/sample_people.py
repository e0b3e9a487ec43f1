"""Invented people and groups with real Indian names in both scripts, for tests and benchmarks.

``people(15_000, seed=1)`` always gives the same people. Nobody here exists: names are composed of common parts of
eight regions; the mobile numbers are random figures.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from samarth_desktop.domain.places import place

_PERSON = """name_hi name_en name_on_aadhaar relation relative_hi relative_en birth_date age gender category disability
    mobile phone_owner village gram_panchayat block district state pin craft sector technique years_of_experience
    programme shg"""
_SHG = "shg_name_hi shg_name_en shg_code mission formation_date village block district state"
PERSON_KEYS = tuple(_PERSON.split())
SHG_KEYS = tuple(_SHG.split())

Pair = tuple[str, str]  # Hindi, English


def _pairs(text: str) -> tuple[Pair, ...]:
    found = []
    for word in text.split():
        hindi, english = word.split("/")
        found.append((hindi, english.replace("_", " ")))
    return tuple(found)


@dataclass(frozen=True)
class Region:
    """Name parts and places of a part of the country. `places` are (district code, block, PIN)."""

    women: tuple[Pair, ...]
    men: tuple[Pair, ...]
    middles: tuple[Pair, ...]
    families: tuple[Pair, ...]
    places: tuple[tuple[str, str, str], ...]
    bases: tuple[Pair, ...]
    endings: tuple[Pair, ...]
    crafts: tuple[tuple[str, str, str], ...]  # craft, technique, sector
    programmes: tuple[str, ...]
    weight: int


_HINDI_VILLAGES = _pairs(
    "राम/Ram शिव/Shiv गोविंद/Govind किशन/Kishan हरि/Hari मोहन/Mohan लक्ष्मी/Lakshmi सीता/Sita नारायण/Narayan "
    "माधो/Madho फ़तेह/Fateh सुल्तान/Sultan बेला/Bela नौतन/Nautan पकड़ी/Pakri सेमरा/Semra बरगद/Bargad जगदीश/Jagdish "
    "परसा/Parsa महुआ/Mahua चंदन/Chandan भवानी/Bhawani"
)
_HINDI_ENDINGS = _pairs("पुर/pur गंज/ganj नगर/nagar गढ़/garh खेड़ा/khera पुरवा/purwa वा/wa पट्टी/patti बाद/abad टोला/tola")

NORTH = Region(
    women=_pairs(
        "सुनीता/Sunita अनीता/Anita गीता/Geeta सीता/Sita राधा/Radha मीना/Meena रेखा/Rekha सविता/Savita कमला/Kamla "
        "विमला/Vimla पुष्पा/Pushpa उर्मिला/Urmila शकुंतला/Shakuntala मंजू/Manju संगीता/Sangeeta बबीता/Babita ममता/Mamta "
        "सरिता/Sarita कविता/Kavita पूनम/Poonam किरण/Kiran ज्योति/Jyoti नीलम/Neelam सुमन/Suman आशा/Asha उषा/Usha "
        "शांति/Shanti लीलावती/Lilawati फूलमती/Phoolmati चंद्रकला/Chandrakala कुसुम/Kusum प्रभावती/Prabhawati रामरती/Ramrati "
        "सोनी/Soni पिंकी/Pinki रीना/Reena गुड़िया/Gudiya इंद्रावती/Indrawati मालती/Malti द्रौपदी/Draupadi कौशल्या/Kaushalya "
        "सुशीला/Sushila निर्मला/Nirmala शीला/Sheela बिंदु/Bindu अर्चना/Archana वंदना/Vandana प्रियंका/Priyanka रंजना/Ranjana"
    ),
    men=_pairs(
        "रमेश/Ramesh सुरेश/Suresh महेश/Mahesh दिनेश/Dinesh राजेश/Rajesh मुकेश/Mukesh राकेश/Rakesh अशोक/Ashok विजय/Vijay "
        "संजय/Sanjay अजय/Ajay मनोज/Manoj विनोद/Vinod प्रमोद/Pramod रामकुमार/Ramkumar शिवकुमार/Shivkumar हरिशंकर/Harishankar "
        "जगदीश/Jagdish ओमप्रकाश/Omprakash सत्यनारायण/Satyanarayan रामअवतार/Ramavtar छोटेलाल/Chhotelal मुन्नालाल/Munnalal "
        "रामलखन/Ramlakhan शिवपूजन/Shivpujan बृजेश/Brijesh धर्मेंद्र/Dharmendra जितेंद्र/Jitendra वीरेंद्र/Virendra सुनील/Sunil "
        "अनिल/Anil पवन/Pawan श्याम/Shyam घनश्याम/Ghanshyam कैलाश/Kailash लल्लन/Lallan बाबूलाल/Babulal भगवान/Bhagwan "
        "क्षितिज/Kshitij ज्ञानेश्वर/Gyaneshwar उमाशंकर/Umashankar रामनरेश/Ramnaresh"
    ),
    middles=_pairs("कुमार/Kumar प्रसाद/Prasad लाल/Lal चंद्र/Chandra देव/Dev नाथ/Nath"),
    families=_pairs(
        "यादव/Yadav गुप्ता/Gupta वर्मा/Verma शर्मा/Sharma मौर्य/Maurya निषाद/Nishad प्रजापति/Prajapati विश्वकर्मा/Vishwakarma "
        "चौहान/Chauhan पासवान/Paswan कुशवाहा/Kushwaha साहनी/Sahani मिश्र/Mishra तिवारी/Tiwari पाण्डेय/Pandey सिंह/Singh "
        "चौरसिया/Chaurasia जायसवाल/Jaiswal राजभर/Rajbhar कन्नौजिया/Kannaujia पटेल/Patel सोनकर/Sonkar त्रिपाठी/Tripathi "
        "श्रीवास्तव/Srivastava लोधी/Lodhi"
    ),
    places=(
        ("164", "Nautanwa", "273164"),
        ("164", "Pharenda", "273155"),
        ("164", "Nichlaul", "273304"),
        ("183", "Laharpur", "261135"),
        ("183", "Khairabad", "261131"),
        ("162", "Chinhat", "226028"),
        ("187", "Arajiline", "221307"),
        ("187", "Sewapuri", "221403"),
        ("148", "Chauri Chaura", "273201"),
        ("129", "Dewa", "225301"),
    ),
    bases=_HINDI_VILLAGES,
    endings=_HINDI_ENDINGS,
    crafts=(
        ("Chikankari", "Bakhiya, phanda, murri", "handicraft"),
        ("Banarasi silk saree", "Kadhua weaving", "handloom"),
        ("Terracotta", "Hand moulding", "handicraft"),
        ("Cotton durrie", "Panja weaving", "handloom"),
        ("Moonj basketry", "Coiling", "handicraft"),
        ("Pickle and murabba", "", "food"),
        ("Khadi cloth", "Hand spinning", "khadi"),
    ),
    programmes=("UP-ODOP", "NRLM", "SAMARTH"),
    weight=40,
)
URDU = Region(
    women=_pairs(
        "शबाना/Shabana रुखसाना/Rukhsana नसीमा/Nasima फ़ातिमा/Fatima आयशा/Ayesha रेशमा/Reshma शहनाज़/Shahnaz नूरजहाँ/Noorjahan "
        "ज़रीना/Zarina मुमताज़/Mumtaz सलमा/Salma हसीना/Haseena परवीन/Parveen तबस्सुम/Tabassum यासमीन/Yasmin नगमा/Nagma"
    ),
    men=_pairs(
        "मोहम्मद/Mohammad अब्दुल/Abdul इक़बाल/Iqbal सलीम/Salim रहीम/Rahim करीम/Karim इमरान/Imran फ़ारूक़/Farooq अनवर/Anwar "
        "अकबर/Akbar यूसुफ़/Yusuf इब्राहीम/Ibrahim हामिद/Hamid ज़ाकिर/Zakir शाहिद/Shahid नदीम/Nadeem ग़ुलाम/Ghulam बशीर/Bashir"
    ),
    middles=_pairs("अली/Ali हुसैन/Hussain अहमद/Ahmad रसूल/Rasool"),
    families=_pairs(
        "अंसारी/Ansari ख़ान/Khan शेख़/Sheikh क़ुरैशी/Qureshi मंसूरी/Mansuri सिद्दीक़ी/Siddiqui बट/Bhat डार/Dar लोन/Lone"
    ),
    places=(
        ("187", "Cholapur", "221101"),
        ("169", "Mawana", "250401"),
        ("13", "Srinagar", "190001"),
        ("3", "Pattan", "193121"),
    ),
    bases=_HINDI_VILLAGES,
    endings=_HINDI_ENDINGS,
    crafts=(
        ("Pashmina shawl", "Sozni embroidery", "handicraft"),
        ("Zardozi", "Aari work", "handicraft"),
        ("Carpet", "Hand knotting", "handicraft"),
        ("Banarasi brocade", "Jacquard", "handloom"),
    ),
    programmes=("JK-HHC", "UP-ODOP", "SAMARTH"),
    weight=14,
)
MARATHI = Region(
    women=_pairs(
        "मंगल/Mangal छाया/Chhaya वैशाली/Vaishali सुवर्णा/Suvarna ज्योत्स्ना/Jyotsna अश्विनी/Ashwini रुक्मिणी/Rukmini शोभा/Shobha "
        "लता/Lata सुलोचना/Sulochana कल्पना/Kalpana जयश्री/Jayashree स्वाती/Swati प्रतिभा/Pratibha वर्षा/Varsha"
    ),
    men=_pairs(
        "बाळासाहेब/Balasaheb ज्ञानदेव/Dnyandev पांडुरंग/Pandurang तुकाराम/Tukaram विठ्ठल/Vitthal दत्तात्रय/Dattatray "
        "भाऊसाहेब/Bhausaheb शंकर/Shankar गणेश/Ganesh संतोष/Santosh किसन/Kisan रावसाहेब/Raosaheb"
    ),
    middles=_pairs("दत्तू/Dattu बबन/Baban महादेव/Mahadev रामचंद्र/Ramchandra किसन/Kisan सखाराम/Sakharam"),
    families=_pairs(
        "पाटील/Patil जाधव/Jadhav शिंदे/Shinde पवार/Pawar देशमुख/Deshmukh कुलकर्णी/Kulkarni गायकवाड/Gaikwad भोसले/Bhosale "
        "मोरे/More चव्हाण/Chavan कांबळे/Kamble साळुंखे/Salunkhe वाघमारे/Waghmare ठाकरे/Thakare"
    ),
    places=(("490", "Haveli", "411001"), ("487", "Yeola", "423401"), ("469", "Paithan", "431107")),
    bases=_pairs("पिंपळ/Pimpal वडा/Wada शिर/Shir निम/Nim आंबे/Ambe कोथ/Koth मांज/Manj"),
    endings=_pairs("गाव/gaon वाडी/wadi खेड/khed नेर/ner दरे/dare"),
    crafts=(
        ("Paithani saree", "Tapestry weaving", "handloom"),
        ("Wooden toys", "Lacquer turning", "handicraft"),
        ("Khadi cloth", "Hand spinning", "khadi"),
    ),
    programmes=("MH-MSSIDC", "MH-MSKVIB", "SAMARTH"),
    weight=12,
)
BENGAL = Region(
    women=_pairs(
        "मौसमी/Mousumi शर्मिष्ठा/Sharmistha कृष्णा/Krishna मिताली/Mitali अपर्णा/Aparna चैताली/Chaitali सुष्मिता/Sushmita "
        "झरना/Jharna प्रतिमा/Pratima शिखा/Shikha"
    ),
    men=_pairs(
        "विमल/Bimal सुब्रत/Subrata तपन/Tapan प्रदीप/Pradip अमित/Amit विश्वजीत/Biswajit दीपंकर/Dipankar गौतम/Goutam स्वपन/Swapan"
    ),
    middles=_pairs("कुमार/Kumar चंद्र/Chandra रंजन/Ranjan"),
    families=_pairs(
        "चक्रवर्ती/Chakraborty मुखर्जी/Mukherjee बनर्जी/Banerjee मंडल/Mondal घोष/Ghosh दास/Das साहा/Saha पाल/Pal सरकार/Sarkar "
        "भट्टाचार्य/Bhattacharya बिस्वास/Biswas"
    ),
    places=(("307", "Bolpur", "731204"), ("305", "Bishnupur", "722122"), ("320", "Santipur", "741404")),
    bases=_pairs("कृष्ण/Krishna शांति/Santi विष्णु/Bishnu राम/Ram नव/Naba गोपाल/Gopal"),
    endings=_pairs("पुर/pur ग्राम/gram नगर/nagar डांगा/danga हाट/hat"),
    crafts=(
        ("Kantha embroidery", "Running stitch", "handicraft"),
        ("Baluchari saree", "Jala weaving", "handloom"),
        ("Dokra casting", "Lost wax", "handicraft"),
    ),
    programmes=("SAMARTH", "NRLM"),
    weight=9,
)
SOUTH = Region(
    women=_pairs(
        "लक्ष्मी/Lakshmi सरस्वती/Saraswathi पद्मा/Padma मीनाक्षी/Meenakshi विजयलक्ष्मी/Vijayalakshmi राजेश्वरी/Rajeshwari "
        "भुवनेश्वरी/Bhuvaneshwari कलावती/Kalavathi तमिलसेल्वी/Tamilselvi मल्लिका/Mallika शारदम्मा/Sharadamma"
    ),
    men=_pairs(
        "कन्दसामी/Kandasamy मुरुगन/Murugan वेंकटेश/Venkatesh सुब्रमण्यम/Subramaniam नागराज/Nagaraj रंगास्वामी/Rangaswamy "
        "श्रीनिवास/Srinivas पेरुमल/Perumal शिवकुमार/Sivakumar बसवराज/Basavaraj आनंदन/Anandan"
    ),
    middles=_pairs("के./K. एस./S. एम./M. वी./V. आर./R."),
    families=_pairs(
        "रेड्डी/Reddy नायडू/Naidu अय्यर/Iyer नायर/Nair गौड़ा/Gowda पिल्लई/Pillai राव/Rao शेट्टी/Shetty मुदलियार/Mudaliar "
        "चेट्टियार/Chettiar"
    ),
    places=(("574", "Kancheepuram", "631501"), ("631", "Channapatna", "562160"), ("697", "Pochampally", "508284")),
    bases=_pairs("मलै/Malai कोट्टै/Kottai वेल/Vel नल्ल/Nalla पुदु/Pudu"),
    endings=_pairs("पल्ली/palli ऊर/ur पट्टी/patti पुरम/puram पेट/pet"),
    crafts=(
        ("Kanchipuram silk", "Korvai weaving", "handloom"),
        ("Channapatna toys", "Lacquer turning", "handicraft"),
        ("Pochampally ikat", "Tie and dye", "handloom"),
    ),
    programmes=("SAMARTH", "DAY-NULM"),
    weight=9,
)
PUNJAB = Region(
    women=_pairs(
        "हरप्रीत/Harpreet मनप्रीत/Manpreet जसविंदर/Jaswinder बलजीत/Baljeet सुरिंदर/Surinder परमजीत/Paramjit गुरमीत/Gurmeet"
    ),
    men=_pairs(
        "गुरप्रीत/Gurpreet बलविंदर/Balwinder हरजिंदर/Harjinder कुलदीप/Kuldeep जसपाल/Jaspal सुखदेव/Sukhdev अमरजीत/Amarjit"
    ),
    middles=(),
    families=_pairs("सिद्धू/Sidhu गिल/Gill संधू/Sandhu धालीवाल/Dhaliwal ग्रेवाल/Grewal बराड़/Brar"),
    places=(("27", "Ajnala", "143102"), ("41", "Rajpura", "140401")),
    bases=_pairs("खान/Khan मान/Man जंड/Jand कोट/Kot भिंडी/Bhindi"),
    endings=_pairs("कलां/_Kalan खुर्द/_Khurd वाला/wala पुर/pur"),
    crafts=(("Phulkari", "Darn stitch", "handicraft"), ("Punjabi jutti", "Leather embroidery", "handicraft")),
    programmes=("SAMARTH", "NRLM"),
    weight=6,
)
WEST = Region(
    women=_pairs("जसोदाबेन/Jasodaben हंसाबेन/Hansaben रमीला/Ramila भावना/Bhavna दक्षा/Daksha मधुबेन/Madhuben कोकिला/Kokila"),
    men=_pairs("जयेश/Jayesh हितेश/Hitesh नरेंद्र/Narendra मगनभाई/Maganbhai धीरूभाई/Dhirubhai केशवजी/Keshavji परेश/Paresh"),
    middles=_pairs("भाई/Bhai जी/Ji"),
    families=_pairs("सोलंकी/Solanki परमार/Parmar वणकर/Vankar राठौड़/Rathod मकवाणा/Makwana जोशी/Joshi मेघवाल/Meghwal"),
    places=(("449", "Bhuj", "370001"), ("102", "Sanganer", "302029"), ("90", "Baytu", "344034")),
    bases=_pairs("भुज/Bhuj अजरख/Ajrakh धाम/Dham रतन/Ratan सोन/Son"),
    endings=_pairs("पुर/pur ड़ी/di सर/sar गढ़/garh"),
    crafts=(
        ("Ajrakh", "Block printing", "handicraft"),
        ("Bandhani", "Tie and dye", "handicraft"),
        ("Blue pottery", "Quartz body", "handicraft"),
        ("Leather mojari", "", "handicraft"),
    ),
    programmes=("SAMARTH", "NRLM"),
    weight=6,
)
EAST = Region(
    women=_pairs("रुनु/Runu मैनी/Maini जुनुमा/Junuma कुनी/Kuni सस्मिता/Sasmita मिनती/Minati लिपिका/Lipika"),
    men=_pairs("प्रांजल/Pranjal दीपक/Dipak भास्कर/Bhaskar नबीन/Nabin रघुनाथ/Raghunath प्रफुल्ल/Prafulla मनोरंजन/Manoranjan"),
    middles=_pairs("चंद्र/Chandra कुमार/Kumar"),
    families=_pairs(
        "बोरा/Bora सैकिया/Saikia हज़ारिका/Hazarika कलिता/Kalita साहू/Sahu महापात्र/Mohapatra मेहर/Meher बेहेरा/Behera"
    ),
    places=(("291", "Sualkuchi", "781103"), ("347", "Bargarh", "768028"), ("369", "Pipili", "752104")),
    bases=_pairs("सुआल/Sual बर/Bar नल/Nal धेम/Dhem रघु/Raghu"),
    endings=_pairs("कुची/kuchi बाड़ी/bari गाँव/gaon पुर/pur राजपुर/rajpur"),
    crafts=(("Muga silk", "Throw-shuttle weaving", "handloom"), ("Sambalpuri ikat", "Bandha", "handloom")),
    programmes=("SAMARTH", "NRLM"),
    weight=4,
)
REGIONS = (NORTH, URDU, MARATHI, BENGAL, SOUTH, PUNJAB, WEST, EAST)


def people(n: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`n` people as rows under the keys of the import (PERSON_KEYS), every value a text; `shg` stays empty.

    Dates are ISO, enums are codes, district and state are written in English or in Hindi. About 2 in 5 give an age
    in place of a date of birth, 1 in 20 has no phone.
    """
    rng = random.Random(seed)
    weights = [region.weight for region in REGIONS]
    for region in rng.choices(REGIONS, weights, k=n):
        yield _person(rng, region)


def shgs(n: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`n` groups as rows under the keys of the import (SHG_KEYS); `shg_code` tells them apart."""
    rng = random.Random(seed)
    first = _pairs(
        "जय/Jai माँ/Maa श्री/Shri नव/Nav प्रगति/Pragati एकता/Ekta शक्ति/Shakti दुर्गा/Durga सरस्वती/Saraswati "
        "गायत्री/Gayatri संतोषी/Santoshi वैष्णो/Vaishno उजाला/Ujala किरण/Kiran सहारा/Sahara राधे/Radhe"
    )
    second = _pairs("लक्ष्मी/Lakshmi दुर्गे/Durge अंबे/Ambe ज्योति/Jyoti महिला/Mahila सखी/Sakhi विकास/Vikas आजीविका/Ajeevika")
    for index in range(n):
        region = rng.choice(REGIONS)
        a, b = rng.choice(first), rng.choice(second)
        district, block, _ = rng.choice(region.places)
        village = _village(rng, region)
        row = dict.fromkeys(SHG_KEYS, "")
        row["shg_name_hi"] = f"{a[0]} {b[0]} स्वयं सहायता समूह"
        row["shg_name_en"] = f"{a[1]} {b[1]} Self Help Group"
        row["shg_code"] = f"SHG{seed:02d}{index:06d}"
        row["mission"] = rng.choice(("nrlm", "nrlm", "nulm"))
        row["formation_date"] = f"{rng.randint(2008, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        row["village"], row["block"] = village[1], block
        row["district"], row["state"] = _where(district)[1]
        yield row


def _person(rng: random.Random, region: Region) -> dict[str, str]:
    row = dict.fromkeys(PERSON_KEYS, "")
    woman = rng.random() < 0.68
    family = rng.choice(region.families)
    name = _name(rng, region, woman, family)
    relative = _name(rng, region, False, family)
    row["name_hi"], row["name_en"] = name
    row["name_on_aadhaar"] = name[1] if rng.random() < 0.6 else ""
    row["relative_hi"], row["relative_en"] = relative
    row["relation"] = "husband" if woman and rng.random() < 0.7 else "father"
    row["gender"] = "female" if woman else "male"
    year = rng.randint(1955, 2005)
    if rng.random() < 0.6:
        row["birth_date"] = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    else:
        row["age"] = str(2025 - year)
    row["category"] = rng.choice(("obc", "obc", "sc", "st", "general", "unsaid"))
    row["disability"] = rng.choices(("none", "locomotor", "visual", "hearing"), (94, 3, 2, 1))[0]
    if rng.random() < 0.95:
        row["mobile"] = f"{rng.randint(6_000_000_000, 9_999_999_999)}"
        row["phone_owner"] = rng.choice(("own", "own", "family"))
    else:
        row["phone_owner"] = "none"
    district, block, row["pin"] = rng.choice(region.places)
    in_hindi = rng.random() < 0.3
    row["village"] = _village(rng, region)[0 if in_hindi else 1]
    row["gram_panchayat"] = row["village"]
    row["block"] = block
    row["district"], row["state"] = _where(district)[0 if in_hindi else 1]
    row["craft"], row["technique"], row["sector"] = rng.choice(region.crafts)
    row["years_of_experience"] = str(rng.randint(1, max(2, 2022 - year - 12)))
    row["programme"] = rng.choice([code for code in region.programmes if _runs_in(code, _where(district)[1][1])])
    return row


def _runs_in(programme: str, state: str) -> bool:
    only = {"UP-ODOP": "Uttar Pradesh", "JK-HHC": "Jammu and Kashmir"}
    return programme not in only or only[programme] == state


def _name(rng: random.Random, region: Region, woman: bool, family: Pair) -> Pair:
    parts = [rng.choice(region.women if woman else region.men)]
    if region is PUNJAB:
        parts.append(("कौर", "Kaur") if woman else ("सिंह", "Singh"))
    elif woman and rng.random() < 0.6:
        if region is NORTH:
            parts.append(rng.choice((("देवी", "Devi"), ("कुमारी", "Kumari"))))
        elif region is URDU:
            parts.append(rng.choice((("बानो", "Bano"), ("बेगम", "Begum"), ("ख़ातून", "Khatoon"))))
    elif region.middles and rng.random() < 0.4:
        parts.append(rng.choice(region.middles))
    if len(parts) == 1 or rng.random() < 0.5:
        parts.append(family)
    return " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)


def _village(rng: random.Random, region: Region) -> Pair:
    base, ending = rng.choice(region.bases), rng.choice(region.endings)
    return base[0] + (" " if ending[1].startswith(" ") else "") + ending[0], base[1] + ending[1]


@cache
def _where(district_code: str) -> tuple[Pair, Pair]:
    """District and state in Hindi, then in English."""
    district = place.district(district_code)
    assert district
    state = place.state(district.state)
    assert state
    return (district.hi, state.hi), (district.en, state.en)

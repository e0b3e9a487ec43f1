"""Invented people and groups in both scripts, as many as wanted, always the same for the same number."""

import random
from collections.abc import Iterator

from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg

_GIVEN = """रमेश Ramesh सुरेश Suresh महेश Mahesh दिनेश Dinesh राजेश Rajesh मुकेश Mukesh राकेश Rakesh संतोष Santosh विनोद Vinod
प्रमोद Pramod अशोक Ashok विजय Vijay अजय Ajay संजय Sanjay मनोज Manoj अनिल Anil सुनील Sunil राम Ram श्याम Shyam मोहन Mohan
सोहन Sohan गोपाल Gopal कृष्ण Krishna हरि Hari शिव Shiv गणेश Ganesh लक्ष्मण Lakshman भरत Bharat अर्जुन Arjun करण Karan
विकास Vikas प्रकाश Prakash आकाश Akash दीपक Deepak राहुल Rahul अमित Amit सुमित Sumit रोहित Rohit मोहित Mohit नितिन Nitin
सीता Sita गीता Gita रीता Rita मीता Mita सुनीता Sunita अनीता Anita कविता Kavita सविता Savita ममता Mamta शांति Shanti
लक्ष्मी Lakshmi सरस्वती Saraswati पार्वती Parvati दुर्गा Durga राधा Radha मीरा Meera कमला Kamla विमला Vimla निर्मला Nirmala
उर्मिला Urmila शीला Sheela नीलम Neelam पूनम Poonam रेखा Rekha सुषमा Sushma प्रतिमा Pratima पूजा Pooja आरती Aarti भारती Bharti
किरण Kiran ज्योति Jyoti रानी Rani गुड्डी Guddi मुन्नी Munni फूलमती Phoolmati रामवती Ramvati कलावती Kalavati चंद्रावती Chandravati
मोहम्मद Mohammad अब्दुल Abdul सलीम Salim रहीम Rahim करीम Karim नसीम Naseem फातिमा Fatima आयशा Ayesha शबनम Shabnam
परवीन Parveen रुखसाना Rukhsana नजमा Najma जगदीश Jagdish हरीश Harish सतीश Satish नरेश Naresh गिरीश Girish योगेश Yogesh
धर्मेन्द्र Dharmendra जितेन्द्र Jitendra सुरेन्द्र Surendra नरेन्द्र Narendra राजेन्द्र Rajendra वीरेन्द्र Virendra महेन्द्र Mahendra
उपेन्द्र Upendra रवीन्द्र Ravindra बृजेश Brijesh अवधेश Awadhesh कमलेश Kamlesh अखिलेश Akhilesh मिथिलेश Mithilesh""".split()
_FAMILY = """कुमार Kumar सिंह Singh यादव Yadav वर्मा Verma शर्मा Sharma गुप्ता Gupta मिश्रा Mishra तिवारी Tiwari पाण्डेय Pandey
दुबे Dubey त्रिपाठी Tripathi चौधरी Chaudhary पटेल Patel मौर्य Maurya कुशवाहा Kushwaha प्रजापति Prajapati विश्वकर्मा Vishwakarma
सोनी Soni साहू Sahu निषाद Nishad केवट Kevat राजभर Rajbhar चौहान Chauhan राठौर Rathore देवी Devi कुमारी Kumari खातून Khatoon
बेगम Begum अंसारी Ansari खान Khan शेख Sheikh सिद्दीकी Siddiqui मल्लाह Mallah पासवान Paswan भारती Bharti जायसवाल Jaiswal
अग्रवाल Agrawal श्रीवास्तव Srivastava लाल Lal प्रसाद Prasad राम Ram नाथ Nath दास Das""".split()
_PLACE = """राम Ram शिव Shiv हरि Hari लक्ष्मी Lakshmi फूल Phool सुन्दर Sundar बड़ा Bada छोटा Chhota नया Naya जग Jag मोहन Mohan गोपाल Gopal
किशन Kishan माधव Madhav रघुनाथ Raghunath भगवान Bhagwan ठाकुर Thakur महाराज Maharaj पिपरा Pipra सेमरा Semra बेल Bel""".split()
_KIND_OF_PLACE = """पुर pur नगर nagar गंज ganj खेड़ा kheda डीह dih टोला tola गढ़ garh वा wa बाजार bazar कोट kot""".split()
_CRAFTS = ("बुनाई", "मिट्टी के बर्तन", "ज़रदोज़ी", "लकड़ी के खिलौने", "chikankari", "terracotta", "baskets")


def pairs(words: list[str]) -> list[tuple[str, str]]:
    """Hindi and English words in turn as pairs."""
    return list(zip(words[::2], words[1::2], strict=True))


GIVEN, FAMILY = pairs(_GIVEN), pairs(_FAMILY)
VILLAGES = [
    (a + b + number, f"{c}{d}{number}")
    for number in ("", " 2", " 3", " 4", " 5", " 6")
    for a, c in pairs(_PLACE)
    for b, d in pairs(_KIND_OF_PLACE)
]


def people(number: int, seed: int = 1) -> Iterator[Artisan]:
    """So many different people of one district; a few names are common, most are rare."""
    dice = random.Random(seed)
    for _ in range(number):
        first, last = _name(dice), _one(FAMILY, dice)
        father = _name(dice)
        village = _one(VILLAGES, dice)
        yield Artisan(
            name_hi=f"{first[0]} {last[0]}",
            name_en=f"{first[1]} {last[1]}",
            relation="father",
            relative_hi=father[0],
            relative_en=father[1],
            birth_year=dice.randrange(1950, 2008),
            gender=dice.choice(("female", "male")),
            phone_owner="own",
            mobile=str(dice.randrange(6_000_000_000, 9_999_999_999)),
            village=village[0],
            state="9",
            district="164",
            sector="handloom",
            craft=dice.choice(_CRAFTS),
        )


def groups(number: int, seed: int = 2) -> Iterator[Shg]:
    """So many groups."""
    dice = random.Random(seed)
    for at in range(number):
        name, village = _one(GIVEN, dice), _one(VILLAGES, dice)
        yield Shg(
            name_hi=f"{name[0]} महिला समूह {at}",
            name_en=f"{name[1]} Mahila Samuh {at}",
            mission="nrlm",
            village=village[0],
            state="9",
            district="164",
        )


def _name(dice: random.Random) -> tuple[str, str]:
    """A given name; every fifth is made of two, so that there are some ten thousand."""
    first = _one(GIVEN, dice)
    if dice.random() > 0.2:
        return first
    second = dice.choice(GIVEN)
    return first[0] + second[0], first[1] + second[1].lower()


def _one(words: list[tuple[str, str]], dice: random.Random) -> tuple[str, str]:
    return words[int(len(words) * dice.random() ** 2)]

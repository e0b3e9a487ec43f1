"""Words that are no names: titles, particles, letters said aloud, and halves that names are joined from."""

_TITLE_WORDS = """
श्री श्रीमती श्रीमति सुश्री कुमारी कु कुं स्व स्वर्गीय स्वर्गीया दिवंगत डॉ डा डॉक्टर मिस मिस्टर मिसेज मिसेज़
जनाब मोहतरमा
shri shree sri smt shrimati srimati shreemati sushri mr mrs ms miss dr late lt kumari km ku swargiya
janab mst mstt sh shmt smti er adv prof advocate
"""
TITLES = frozenset(_TITLE_WORDS.split())
# Titles only in front of a further part: alone, or as the last part, they are names.
ALSO_NAMES = frozenset({"कुमारी", "kumari", "श्री", "sri", "shri", "shree", "डा", "ku", "km", "sh", "er", "lt", "miss"})
# "ji" and "alias", dropped behind or inside a name.
PARTICLES = frozenset({"जी", "ji", "jee", "उर्फ", "उर्फ़", "urf", "alias"})
ABBREVIATIONS = {
    "मो": "मोहम्मद", "मु": "मोहम्मद", "मोह": "मोहम्मद", "md": "mohammad", "mohd": "mohammad", "mo": "mohammad",
    "kr": "kumar", "pd": "prasad", "sk": "sheikh",
}  # fmt: skip
LETTERS = {
    "ए": "a", "बी": "b", "सी": "c", "डी": "d", "ई": "e", "एफ": "f", "जी": "g", "एच": "h", "आई": "i", "जे": "j",
    "के": "k", "एल": "l", "एम": "m", "एन": "n", "ओ": "o", "पी": "p", "क्यू": "q", "आर": "r", "एस": "s",
    "टी": "t", "यू": "u", "वी": "v", "डब्ल्यू": "w", "डब्लू": "w", "एक्स": "x", "वाई": "y", "जेड": "z", "जेड़": "z",
    "ज़ेड": "z", "ज़ैड": "z", "जैड": "z", "एफ़": "f", "ऐफ": "f", "ऐच": "h", "आइ": "i", "ऐल": "l", "ऐम": "m", "ऐन": "n",
    "क्यु": "q", "ऐस": "s", "व्ही": "v", "डबल्यू": "w", "डब्ल्यु": "w", "ऐक्स": "x", "वाय": "y",
}  # fmt: skip
# Letters that are one behind a name, too (विजयलक्ष्मी एस); the others may be a part of it (नूर बी, आशा जी).
LAST_LETTERS = frozenset(LETTERS) - {"बी", "जी", "आई", "आइ"}
# Two consonants that abbreviate one name and are not two initials.
SHORT = frozenset({"ch"})

_ENDING_WORDS = """
kumari kumar prasad devi bhai behn bahen ben lal ram singh chandra chand nath das dass begum babu rao rani
kishor kishore mohan mani pal narayan krishna bai uddin nandan swaroop swarup shankar prakash raj rahman
rehman ullah samy sami swamy swami rajan raja nathan raman krishnan lakshmi laxmi amma appa ammal vel mani
muthu selvi durai pandian reddy shyam kant dev gopal charan sharan bahadur ratan vilas avtar nivas niwas jeet deep
veer mal
कुमारी कुमार प्रसाद देवी भाई बहन बेन लाल राम सिंह चन्द्र चंद्र चन्द चंद नाथ दास बेगम बाबू राव रानी
किशोर मोहन मणि पाल नारायण कृष्ण बाई उद्दीन नंदन नन्दन स्वरूप शंकर प्रकाश राज रहमान
सामी स्वामी राजन राजा नाथन रमन कृष्णन लक्ष्मी अम्मा वेल मुथु मुत्तु सेल्वी दुरई रेड्डी
श्याम कांत देव गोपाल चरण शरण बहादुर रतन विलास अवतार निवास जीत दीप वीर मल
"""
# Second halves of names written together or apart (Rajkumar, Raj Kumar), longest first.
ENDINGS = tuple(sorted(_ENDING_WORDS.split(), key=len, reverse=True))

# Parts that many share and many leave out.
_COMMON_WORDS = """
kumar kumari devi singh kaur bai bhai ben begum bibi bano khatoon lal prasad ram mohammad sheikh rani rao das
chand nath ahmad ali khan ansari
"""
COMMON_PARTS = tuple(_COMMON_WORDS.split())

_COMMON_GIVEN = """
ram shyam mohan sohan ramesh suresh mahesh dinesh rajesh mukesh rakesh naresh sanjay vijay ajay manoj santosh
ashok vinod sunil anil rahul rohit amit sumit raju sonu pappu deepak pankaj rajendra surendra mahendra narendra
sita gita sunita anita savita kavita mamta rekha suman pooja usha asha maya shanti lakshmi kamla vimla nirmala
urmila munni guddi meena reena seema neelam poonam manju anju sangeeta babita sarita pushpa radha saroj
salim rahim karim shabnam salma fatima rukhsana parveen shahnaz irfan imran
"""
# Given names that every village has more than once.
COMMON_GIVEN = tuple(_COMMON_GIVEN.split())
_COMMON_SURNAMES = """
yadav verma sharma mishra pandey tiwari tripathi dubey chaubey shukla gupta patel maurya kushwaha prajapati
vishwakarma chaurasia nishad paswan rajbhar saini sahu soni jaiswal srivastava chauhan rathore thakur chaudhary
agrawal jain mandal ghosh bose sarkar banerjee mukherjee chatterjee chakraborty sinha jha khan ansari sheikh
siddiqui qureshi pathan malik mir bhat dar lone patil jadhav shinde pawar gaikwad kamble more deshmukh kulkarni
reddy naidu nair pillai iyer menon gowda shetty murmu soren hembram oraon munda tudu ekka minz gogoi bora das
nayak behera mohanty pradhan sethi shah mehta parmar solanki rathod makwana meena gurjar bairwa bind kevat
"""
# Family names that many share: finding only one of these in both names tells nothing of the given name.
COMMON_SURNAMES = tuple(_COMMON_SURNAMES.split())
_FREE_WORDS = "devi kumar kumari bai bibi begum bano khatoon lal bhai ben rani"
# Second parts that the same person uses now and then in place of a family name.
FREE_PARTS = tuple(_FREE_WORDS.split())
# In front of a given name; they say nothing about who it is.
PREFIXES = ("mohammad", "sheikh", "syed")

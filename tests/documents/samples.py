"""Invented persons and groups for the tests of printed things."""

import functools
import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from samarth_desktop.domain.ids import certificate_serial, registration_number
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.rules.certificates.certificate import CertificateData, PrintSettings, Signatory


@functools.cache
def photo(size: tuple[int, int] = (420, 540), kind: str = "JPEG") -> bytes:
    """A drawn face."""
    image = Image.new("RGB", size, "#E8E0D0")
    draw = ImageDraw.Draw(image)
    wide, high = size
    draw.ellipse((wide * 0.25, high * 0.15, wide * 0.75, high * 0.6), fill="#C9543A")
    draw.ellipse((wide * 0.36, high * 0.25, wide * 0.64, high * 0.53), fill="#C99268")
    draw.ellipse((wide * 0.1, high * 0.7, wide * 0.9, high * 1.3), fill="#74384E")
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


@functools.cache
def emblem() -> bytes:
    """A drawn emblem with a transparent ground."""
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((5, 5, 295, 295), outline="#26387C", width=8)
    draw.polygon([(150, 40), (260, 200), (40, 200)], fill="#C88A18")
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


ISSUER = Signatory(Words("सुनीता यादव", "Sunita Yadav"), Words("फ़ील्ड समन्वयक", "Field Coordinator"))
OFFICER = Signatory(Words("ज़िला कार्यक्रम अधिकारी", "District Programme Officer"), Words("बाराबंकी", "Barabanki"))
DAY = date(2026, 11, 12)


def certificate(**changes: Any) -> CertificateData:
    """An onboarding certificate; every field of it or of its :class:`Paper` can be another."""
    paper = {"issued": DAY, "issuer": ISSUER, "second": OFFICER}
    paper |= {key: changes.pop(key) for key in list(changes) if key in PrintSettings.__dataclass_fields__}
    fields: dict[str, Any] = {
        "kind": "onboarding",
        "serial": certificate_serial("onboarding", "7KQ4MX", 198),
        "registration": registration_number("UP", "7KQ4MX", 214),
        "name": Words("श्रीमती शबनम बानो", "Smt. Shabnam Bano"),
        "plain_name": Words("शबनम बानो", "Shabnam Bano"),
        "heading": Words("एक जनपद एक उत्पाद, उत्तर प्रदेश", "One District One Product, Uttar Pradesh"),
        "under": Words("फ़्लिपकार्ट समर्थ के साथ", "with Flipkart Samarth"),
        "title": Words("प्रमाणपत्र", "Certificate"),
        "subtitle": Words("कारीगर पंजीकरण", "Artisan Onboarding"),
        "opening": Words("प्रमाणित किया जाता है कि", "This is to certify that"),
        "lines_hi": (
            "पति श्री मोहम्मद असलम, ग्राम ज़ैदपुर, विकास खंड हरख, ज़िला बाराबंकी",
            "को **एक जनपद एक उत्पाद** कार्यक्रम में **हथकरघा बुनकर** के रूप में पंजीकृत किया गया है।",
        ),
        "lines_en": (
            "wife of Shri Mohammad Aslam, village Zaidpur, block Harakh, district Barabanki,",
            "is registered as a **handloom weaver** under **One District One Product**.",
        ),
        "place": Words("ज़ैदपुर, बाराबंकी", "Zaidpur, Barabanki"),
        "craft": Words("हथकरघा बुनाई", "Handloom weaving"),
        "photo": photo(),
        "paper": PrintSettings(**paper),
    }
    return CertificateData(**{**fields, **changes})


LONG: dict[str, Any] = {
    "name": Words(
        "श्रीमती राजराजेश्वरी देवी चंद्रशेखरन विश्वकर्मा वंशीधर त्रिपाठी",
        "Smt. Rajarajeshwari Devi Chandrashekharan Vishwakarma Vanshidhar Tripathi",
    ),
    "plain_name": Words(
        "राजराजेश्वरी देवी चंद्रशेखरन विश्वकर्मा वंशीधर त्रिपाठी",
        "Rajarajeshwari Devi Chandrashekharan Vishwakarma Vanshidhar Tripathi",
    ),
    "place": Words("मोहम्मदपुर खाला उर्फ़ नवाबगंज, बाराबंकी", "Mohammadpur Khala alias Nawabganj, Barabanki"),
    "craft": Words("हथकरघा बुनाई और ज़रदोज़ी की कढ़ाई", "Handloom weaving and zardozi embroidery"),
    "lines_hi": (
        "पति श्री लक्ष्मीनारायण चंद्रशेखरन विश्वकर्मा, ग्राम मोहम्मदपुर खाला उर्फ़ नवाबगंज, ग्राम पंचायत मोहम्मदपुर"
        " खाला, विकास खंड सिरौली गौसपुर, ज़िला बाराबंकी, उत्तर प्रदेश",
        "को **एक जनपद एक उत्पाद** कार्यक्रम में **हथकरघा बुनकर** के रूप में पंजीकृत किया गया है।",
    ),
    "lines_en": (
        "wife of Shri Lakshminarayan Chandrashekharan Vishwakarma, village Mohammadpur Khala alias Nawabganj, gram"
        " panchayat Mohammadpur Khala, block Sirauli Ghauspur, district Barabanki, Uttar Pradesh,",
        "is registered as a **handloom weaver** under **One District One Product**.",
    ),
    "emblem": emblem(),
}
GROUP: dict[str, Any] = {
    "kind": "shg",
    "photo": None,
    "serial": certificate_serial("shg", "7KQ4MX", 11),
    "name": Words("माँ गौरी महिला स्वयं सहायता समूह", "Maa Gauri Mahila Self-Help Group"),
    "plain_name": Words("माँ गौरी महिला स्वयं सहायता समूह", "Maa Gauri Mahila Self-Help Group"),
    "subtitle": Words("स्वयं सहायता समूह पंजीकरण", "Self-Help Group Registration"),
    "lines_hi": (
        "ग्राम ज़ैदपुर, विकास खंड हरख, ज़िला बाराबंकी",
        "को **राष्ट्रीय ग्रामीण आजीविका मिशन** के अंतर्गत **स्वयं सहायता समूह** के रूप में पंजीकृत किया गया है।",
    ),
    "lines_en": (
        "village Zaidpur, block Harakh, district Barabanki,",
        "is registered as a **Self-Help Group** under the **National Rural Livelihoods Mission**.",
    ),
    "facts": ((Words("सदस्य", "Members"), Words("12", "12")),),
}
WORKSHOP: dict[str, Any] = {
    "kind": "workshop",
    "serial": certificate_serial("workshop", "7KQ4MX", 7),
    "subtitle": Words("कार्यशाला सहभागिता", "Workshop Participation"),
    "lines_hi": ("ने 3 से 5 नवंबर 2026 तक कार्यशाला **ऑनलाइन बिक्री और पैकेजिंग** में भाग लिया है।",),
    "lines_en": ("took part in the workshop **Selling On-line and Packaging** from 3 to 5 November 2026.",),
}

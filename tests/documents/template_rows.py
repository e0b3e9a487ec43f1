"""Products as rows for the templates of :mod:`tests.documents.template_shapes`."""

MAKER = "Shabnam Bano, Gali 4, Chowk, Lucknow, Uttar Pradesh 226003"


def product(number: int = 1, **more: object) -> dict[str, object]:
    """A saree as the house holds it, with the attributes that its category asks."""
    return {
        "sku": f"P-7KQ4MX-{number:05d}",
        "title_en": f"Chikankari saree {number}",
        "title_hi": "चिकनकारी साड़ी",
        "category": "Saree",
        "mrp": 2499,
        "price": 1999,
        "days_to_make": 12,
        "stock": 3,
        "packet_length_cm": 30,
        "packet_breadth_cm": "22.5",
        "packet_height_cm": 4,
        "packet_weight_g": 650,
        "weight_g": 520,
        "hsn": "50072010",
        "country_of_origin": "India",
        "manufacturer_details": MAKER,
        "packer_details": MAKER,
        "tax_code": "gst_5",
        "brand": "generic",
        "image_1": f"https://photos.example.in/{number}/1.jpg",
        "colour": ("maroon", "OFF  WHITE"),
        "handloom": "true",
        "description": "Hand embroidered;\nwith a line break = no formula",
        "bullet_1": "=1+1 is a text here",
        "material": "Silk 100 %",
        "search_words": ["chikan", "saree", "लखनऊ"],
        "Fabric": "pure silk",
        "Fabric Care": ["Dry clean", "Hand wash"],
        **more,
    }


def kurta(number: int = 1, **more: object) -> dict[str, object]:
    """The same for Amazon: its category is a product type there, and a column holds one colour."""
    return product(number, **{"category": "kurta", "colour": "red", **more})

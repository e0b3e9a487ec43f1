"""Sub-commands around products: photos, prices, seller accounts, listings and sales."""

import argparse
from pathlib import Path
from typing import Any

from samarth_desktop.cli.call import ANSWER_IS_NO, DONE, Call, add_date
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, T

MARKETPLACES = ("flipkart", "amazon", "neutral")


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-commands."""
    photo = add("photo", _photo, N_("adds photos to a product"))
    photo.add_argument("product", metavar="P")
    photo.add_argument("files", nargs="+", type=Path, metavar="FILE")
    price = add("price", _price, N_("tells the GST rate of a product, or confirms it"))
    price.add_argument("product", metavar="P")
    price.add_argument("--confirm", action="store_true")
    price.add_argument("--rate", default="", metavar="N")
    add_date(price)
    sellers = nested("sellers", N_("seller accounts at marketplaces"))
    new = sellers("add", _add_seller, N_("adds a seller account of a maker, a group or the office"))
    new.add_argument("--marketplace", required=True)
    new.add_argument("--seller", required=True, metavar="ID")
    new.add_argument("--owner", required=True, metavar="NUMBER")
    new.add_argument("--gstin", default="")
    new.add_argument("--enrolment", default="", metavar="NUMBER")
    new.add_argument("--name", default="")
    sellers("list", _sellers, N_("lists the seller accounts"))
    label = add("label", _label, N_("writes the label of a maker or group: address, contact, FSSAI, Khadi Mark"))
    label.add_argument("number")
    label.add_argument("values", nargs="*", metavar="KEY=VALUE")
    listing = nested("listing", N_("sheets for marketplaces and their answers"))
    for name, handler, words in (
        ("check", _check, N_("says what would be refused and why; writes nothing")),
        ("export", _export, N_("fills the marketplace's template, or writes the neutral sheet")),
    ):
        _listing_options(listing(name, handler, words), needs_out=name == "export")
    learn = listing("template", _learn, N_("learns what a downloaded template asks of its category"))
    learn.add_argument("file", type=Path)
    answer = listing("answer", _answer, N_("reads the sheet or report that came back"))
    answer.add_argument("file", type=Path)
    answer.add_argument("--marketplace", choices=MARKETPLACES[:2], required=True)
    answer.add_argument("--seller", default="", metavar="ID")
    add_date(answer)
    asked = add("attributes", _attributes, N_("tells or writes what a marketplace's category asks of a product"))
    asked.add_argument("product", metavar="P")
    asked.add_argument("values", nargs="*", metavar="HEADING=VALUE")
    tags = add("tags", _tags, N_("price tags of products as a PDF, with the lines of the law and a barcode"))
    tags.add_argument("file", type=Path)
    tags.add_argument("products", nargs="*", metavar="P")
    tags.add_argument("--copies", type=int, default=0, metavar="N")
    add_date(tags)
    sales = nested("sales", N_("what was sold and paid"))
    bring = sales("import", _sales, N_("reads a settlement, payments or orders file"))
    bring.add_argument("file", type=Path)
    bring.add_argument("--marketplace", choices=MARKETPLACES[:2], required=True)
    bring.add_argument("--seller", default="", metavar="ID")
    add_date(bring)


def _listing_options(sub: argparse.ArgumentParser, *, needs_out: bool) -> None:
    sub.add_argument("--marketplace", choices=MARKETPLACES, required=True)
    sub.add_argument("--template", type=Path, metavar="FILE")
    sub.add_argument("--mapping", type=Path, metavar="FILE")
    sub.add_argument("--seller", default="", metavar="ID")
    sub.add_argument("--out", type=Path, metavar="FILE", required=needs_out)
    sub.add_argument("--photos", type=Path, metavar="ZIP")
    # Whoever runs the command answers for its makers' consent, unless this is asked; a page always asks.
    sub.add_argument("--consented", action="store_true")
    sub.add_argument("--mended", action="store_true")  # only what came back and was mended since
    sub.add_argument("products", nargs="*", metavar="P")
    add_date(sub)


def _photo(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import photos

    with this.session() as session:
        done = photos.add_files(session, options.product, options.files)
    say = this.words.say
    this.answer(
        {
            "kept": list(done.kept),
            "refused": [{"file": one.file, "reason": say(one.reason)} for one in done.refused],
            "warnings": [{"file": one.file, "reason": say(one.reason)} for one in done.warnings],
        }
    )
    return ANSWER_IS_NO if done.refused else DONE


def _price(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import pricing
    from samarth_desktop.domain.reference.gst import plain

    with this.dated_desk(options.date) as session:
        if options.confirm:
            found = pricing.confirm(session, options.product, options.rate)
        else:
            found = pricing.price(session, options.product)
    tax, say = found.tax, this.words.say
    reason = found.refusal or tax.reason
    this.answer(
        {
            "hsn": found.product.hsn,
            "rate": "" if tax.rate is None else plain(tax.rate),
            "reason": say(reason) if reason else "",
            "tax_code": tax.code,
            "confirmed": tax.confirmed,
            "doubt": say(tax.doubt) if tax.doubt else "",
        }
    )
    return ANSWER_IS_NO if tax.rate is None else DONE


def _add_seller(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import sellers

    with this.session() as session:
        made = sellers.add(
            session,
            options.marketplace,
            options.seller,
            options.owner,
            gstin=options.gstin,
            name=options.name,
            enrolment=options.enrolment,
        )
    this.answer({"marketplace": made.marketplace, "seller": made.seller_id, "owner": options.owner, "name": made.name})
    return DONE


def _sellers(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import sellers

    with this.session() as session:
        every = sellers.every(session)
    this.answer(
        [
            {
                "marketplace": one.marketplace,
                "seller": one.seller_id,
                "name": one.name,
                "owner": owner.registration if owner else sellers.OFFICE,
                "gstin": one.gstin,
                "enrolment": one.gst_enrolment,
            }
            for one, owner in every
        ]
    )
    return DONE


def _pairs(values: list[str]) -> dict[str, str]:
    texts = {}
    for pair in values:
        key, equals, text = pair.partition("=")
        if not equals:
            raise KnownError(T("Write a value as KEY=VALUE; here is {text}.", text=pair[:60]))
        texts[key] = text
    return texts


def _learn(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import attributes

    with this.session() as session:
        made, published = attributes.take(session, options.file)
    this.answer(
        {
            "marketplace": made.marketplace,
            "categories": list(made.categories),
            "version": made.version,
            "published": published,
            "attributes": [
                {"name": one.name, "need": one.need, "values": list(one.allowed)} for one in made.attributes
            ],
        }
    )
    return DONE


def _attributes(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import attributes, gathering

    with this.session() as session:
        texts = _pairs(options.values)
        if texts:
            product = attributes.write(session, options.product, texts)
        else:
            with session.store.read() as reader:
                product = gathering.product_by_number(reader, options.product)
        asked = attributes.asked_of(session, product.category)
    held = attributes.values(product)
    names = dict.fromkeys([one.name for made in asked for one in made.attributes] + list(held))
    said = {name: held.get(name, "") for name in names}
    this.answer({"number": product.registration, "attributes": said})
    return DONE


def _label(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import makers_label
    from samarth_desktop.domain.fields.form_values import texts_of

    texts = _pairs(options.values)
    with this.session() as session:
        holder, label = makers_label.write(session, options.number, texts)
        said = texts_of(label, session.today)
    this.answer({"registration": holder.registration, "label": said})
    return DONE


def _order(options: argparse.Namespace) -> Any:
    from samarth_desktop.actions.products.listing_sheet import Order

    return Order(
        options.marketplace,
        tuple(options.products),
        options.template,
        options.mapping,
        options.seller,
        asks=options.consented,
        mended=options.mended,
    )


def _check(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import listing_sheet

    with this.dated_desk(options.date) as session:
        look = listing_sheet.check(session, _order(options))
    this.answer(_look(this, look, len(look.ready)))
    return ANSWER_IS_NO if look.left_out or look.must else DONE


def _export(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import listing_sheet

    with this.dated_desk(options.date) as session:
        made = listing_sheet.export(session, _order(options), options.out, options.photos)
    look = made.look
    if look.must:
        names = ", ".join(look.must)
        this.tell(T("Nothing was written: no value for {columns}. Name one in a mapping.", columns=names))
    this.answer(_look(this, look, made.rows) | ({"photos": made.photos} if options.photos else {}))
    return ANSWER_IS_NO if look.left_out or look.must else DONE


def _look(this: Call, look: Any, rows: int) -> dict[str, Any]:
    say = this.words.say

    def lines(found: Any) -> list[dict[str, str]]:
        return [
            {"product": one.product, "sku": one.sku, "field": one.field, "reason": say(one.reason)} for one in found
        ]

    return {
        "rows": rows,
        "left_out": lines(look.left_out),
        "unmapped": list(look.unmapped),
        "warnings": lines(look.warnings),
    }


def _answer(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import answers

    with this.dated_desk(options.date) as session:
        said = answers.read(session, options.marketplace, options.file, options.seller)
    this.answer(
        {
            "listed": list(said.listed),
            "rejected": [
                {
                    "product": one.product,
                    "reasons": [f"{column}: {text}" if column else text for column, text in one.reasons],
                }
                for one in said.rejected
            ],
            "unknown": list(said.unknown),
            "waiting": list(said.waiting),
            "notes": list(said.notes),
        }
    )
    return DONE


def _sales(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import sales

    with this.dated_desk(options.date) as session:
        done = sales.import_file(session, options.marketplace, options.file, options.seller)
    this.answer(
        {
            "orders": done.orders,
            "new": done.new,
            "already": done.already,
            "first_sales": list(done.first_sales),
            "unknown": list(done.unknown),
        }
    )
    return DONE


def _tags(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.actions.products import tags

    with this.dated_desk(options.date) as session:
        count = tags.write(session, options.products, options.file, this.words.language, max(0, options.copies))
    this.answer({"file": str(options.file), "tags": count})
    return DONE

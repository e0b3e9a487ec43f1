"""Pages that are lists, made from the ListSpec of a kind (`kinds/list_spec.py`), and what they are built from.

master_detail   MasterDetail: the page; of one with a nature of its own the base
reader          what the list shows now, read in the store's lane
model, table    rows whose lines come a page at a time, and the view of them
cells           what stands in a column, by its key
filters         what a list can be narrowed by, by key; filter_bar: the chips
beside, detail  the chosen record; record_actions: what can be done with it
head, foot      count, export, ways to add; order, keys
frame           how table and panel share the window
"""

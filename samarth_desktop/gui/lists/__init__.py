"""The pages that are lists: people, groups, certificates; and what they are built from.

model     LazyRows: a table model over row numbers whose lines come a page at a time
chips     FilterChips: what narrows a list, kept under names
pick      PickMenu: a menu to choose one of many from, typing narrows it
page      ListPage: head, chips, table, legend, side panel
detail    DetailPanel: one record beside the list
records   RecordMenu: what can be done with it
"""

"""What stands beside a list: the panel and its parts.

panel        DetailPanel: the frame, its buttons, and in which order the parts stand
sections     SECTIONS: the parts by the key that a ListSpec names
who          picture, name, number, where the record is
facts        label and value in two columns
enrolment    how far somebody is in a programme
paper        the certificate, or what is lacking for it
"""

"""The life of a group: members, resolutions, gradings, money, its register."""

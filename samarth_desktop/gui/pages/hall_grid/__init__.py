"""A whole hall in one grid."""

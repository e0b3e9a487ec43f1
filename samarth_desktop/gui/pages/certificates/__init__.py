"""Certificates: the register, and a batch on its way to the printer."""

from samarth_desktop.gui.pages.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]

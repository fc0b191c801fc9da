"""Whether a hospital's own authority vouches for a certificate that the browser knows nobody to vouch for.

Qt takes further authorities for profiles that are kept on disk only, and ours is not. Chromium names the worst that is
wrong with a certificate and no more, so nothing it did not say may be taken to be right: all is checked again here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtNetwork import QSslCertificate, QSslConfiguration, QSslSocket


class OwnAuthority:
    def __init__(self, pem: str) -> None:
        """``pem``: certificates of the authority; empty vouches for nobody."""
        self._trusted = QSslCertificate.fromData(pem.encode()) if pem else []

    def vouches(self, chain: Sequence[QSslCertificate], host: str) -> bool:
        """Signed by this authority and nobody else's, for ``host``, in its time. False where Qt can't tell."""
        if not self._trusted or not chain or not host or not QSslSocket.supportsSsl():
            return False
        usual = QSslConfiguration.defaultConfiguration()
        ours = QSslConfiguration(usual)
        ours.setCaCertificates(self._trusted)
        try:  # Qt checks against what is usual, and against nothing that is handed to it
            QSslConfiguration.setDefaultConfiguration(ours)
            return not QSslCertificate.verify(chain, host)
        finally:
            QSslConfiguration.setDefaultConfiguration(usual)

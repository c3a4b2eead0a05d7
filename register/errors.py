"""What the register can't do; each message says what to do next."""


class RegisterError(Exception):
    """The register can't do what was asked."""


class NoRegisterError(RegisterError):
    """There is no register at the place named."""


class OtherSchemaError(RegisterError):
    """The database is another version's, or no register at all."""


class UnavailableError(RegisterError):
    """The database does not answer, is full, or may not be written."""


class UnknownScanError(RegisterError):
    """No scan of this hash is in the register."""


class NotReadError(RegisterError):
    """The scan has no pages that were read."""


class StaleReviewError(RegisterError):
    """Somebody reviewed the scan after the reviewer last looked."""


class UnknownRecordError(RegisterError):
    """No such record of the scan is in the register."""


class UnreadablePageError(RegisterError):
    """A page reading can't be decoded, so nobody knows which words stand on the page."""


class AccountExistsError(RegisterError):
    """There is an account of this name already."""


class UnknownAccountError(RegisterError):
    """There is no account of this name."""

"""The error tree: each error is a fact, told in French to the person who can act."""


class LianesError(Exception):
    """Any error whose message may be shown to a reader as it stands."""


class InvalidMonth(LianesError):
    """A month that cannot be read or lies outside the calendar."""


class InvalidCode(LianesError):
    """A territory or network code that is not of the expected form."""


class UnknownTerritory(LianesError):
    """A territory code that this store does not know."""


class OverlappingTerritories(LianesError):
    """Two chosen territories share communes without one holding the other."""


class UnknownNetwork(LianesError):
    """A network code that this store does not know."""


class InvalidCatalogue(LianesError):
    """The catalogue of indicators contradicts itself or misses a field."""


class GeographyError(LianesError):
    """Published boundaries that cannot be read, repaired or checked."""


class EmptyExport(LianesError):
    """There is nothing in this scope that a file could hold."""


class StoreError(LianesError):
    """The store cannot be used as it is."""


class StoreNotFound(StoreError):
    """No file where the store is expected."""


class StoreLocked(StoreError):
    """Another process is writing."""


class StoreTooOld(StoreError):
    """The store was made by an earlier version and must be migrated."""


class StoreTooRecent(StoreError):
    """The store was made by a later version of the application."""


class StoreDamaged(StoreError):
    """The file is not a readable SQLite store of this application."""


class StoreNotWritable(StoreError):
    """The folder or the file refuses writing, or the disk is full."""


class MigrationFailed(StoreError):
    """The store could not be brought to this version; it stays as it was."""


class InvalidReferenceData(StoreError):
    """A reference file holds a row that does not fit the store."""


class DepositRefused(LianesError):
    """A deposited file that cannot be read or applied, with what to do instead."""


class DepositConflict(LianesError):
    """What a batch changed was changed again since: someone must choose."""

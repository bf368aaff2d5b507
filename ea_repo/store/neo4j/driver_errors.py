"""The driver's exceptions as StoreError: one sentence that says what failed and what to do, never with a password."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions

from ea_repo.finding import Text
from ea_repo.store.error import StoreError

_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
_BY_CODE = {
    "Neo.ClientError.Security.CredentialsExpired": Text(
        "{at} : le mot de passe de ce compte doit d'abord être changé (ALTER CURRENT USER SET PASSWORD, par exemple "
        "dans cypher-shell)",
        "{at}: the password of this account must be changed first (ALTER CURRENT USER SET PASSWORD, for instance in "
        "cypher-shell)",
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": Text(
        "{at} : trop de mots de passe refusés ; attendez quelques secondes",
        "{at}: too many wrong passwords; wait a few seconds",
    ),
    "Neo.ClientError.Security.Forbidden": Text(
        "{at} : ce compte n'a pas le droit de faire cela", "{at}: this account may not do that"
    ),
    "Neo.ClientError.Database.DatabaseNotFound": Text(
        "{at} : ce serveur n'a pas de base de ce nom (--database)",
        "{at}: this server has no database of that name (--database)",
    ),
    "Neo.TransientError.Database.DatabaseUnavailable": Text(
        "{at} : la base n'est pas disponible pour l'instant ; réessayez plus tard",
        "{at}: the database is not available for now; try again later",
    ),
    "Neo.ClientError.Cluster.NotALeader": Text(
        "{at} : ce membre de la grappe n'écrit pas ; donnez une adresse neo4j:// plutôt que bolt://",
        "{at}: this member of the cluster does not write; give a neo4j:// address rather than bolt://",
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": Text(
        "{at} : cette base est en lecture seule", "{at}: this database is read-only"
    ),
    "Neo.DatabaseError.Transaction.TransactionLogError": Text(
        "{at} : le serveur ne peut plus écrire sur son disque, sans doute plein ; rien n'est changé : faites de la "
        "place, redémarrez-le, puis renvoyez",
        "{at}: the server can write no more on its disk, which is likely full; nothing has changed: make room, restart "
        "it, then push again",
    ),
    _TIMED_OUT: Text(
        "{at} : la réponse prend trop de temps (`ea query --timeout` en donne plus)",
        "{at}: the answer takes too long (`ea query --timeout` gives it more)",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": Text(
        "{at} : la réponse dépasse le temps que le serveur accorde",
        "{at}: the answer takes longer than the server allows",
    ),
}
_OF_MEMORY = "OutOfMemoryError"
"""How the codes end of what the server has no memory for: its own heap, or what one transaction, or all, may take."""
_NO_MEMORY = Text(
    "{at} : le serveur n'a pas assez de mémoire pour répondre ; augmentez la sienne (server.memory.heap.max_size : "
    "docs/neo4j.fr.md, « Dimensionnement »), ou demandez moins à la fois",
    "{at}: the server has not enough memory to answer; give it more (server.memory.heap.max_size: docs/neo4j.md, "
    "“Sizing”), or ask for less at a time",
)
_NO_MEMORY_TO_PUSH = Text(
    "{at} : le serveur n'a pas assez de mémoire pour tout ce que cet envoi change d'un coup ; rien n'est changé : "
    "augmentez la sienne (server.memory.heap.max_size : docs/neo4j.fr.md, « Dimensionnement »), ou envoyez sous un "
    "autre nom (--as), ce qui n'en demande guère",
    "{at}: the server has not enough memory for all that this push changes at once; nothing has changed: give it more "
    "(server.memory.heap.max_size: docs/neo4j.md, “Sizing”), or push under another name (--as), which asks for little",
)
_HALTED = Text(
    "{at} : cette base s'est arrêtée sur une panne du serveur, comme un disque plein ; rien n'est perdu : faites-lui "
    "de la place si c'est cela, et redémarrez-le",
    "{at}: this database has stopped on a failure of its server, such as a full disk; nothing is lost: make room on "
    "its disk if that is it, and restart it",
)
_IN_THE_WAY = Text(
    "{at} : la base contient déjà ce qui empêche les contraintes d'ea (« {reason} ») ; rien n'est changé : "
    "supprimez-le, renommez-le, ou envoyez dans une autre base",
    "{at}: the database holds something in the way of what ea needs (“{reason}”); nothing has changed: drop it, rename "
    "it, or push to another database",
)
_DOWN = Text(
    "{at} : pas de réponse ; le serveur est arrêté, ou l'adresse n'est pas la sienne",
    "{at}: no answer; the server is down, or this is not its address",
)
_SILENT = Text(
    "{at} : le serveur, ou le chemin qui y mène, ne répond plus ; rien n'est changé, réessayez plus tard",
    "{at}: the server, or the way to it, has gone silent; nothing has changed, try again later",
)
_BUSY = Text(
    "{at} : le serveur est trop occupé, peut-être par un autre envoi ; rien n'est changé, réessayez plus tard",
    "{at}: the server is too busy, perhaps with another push; nothing has changed, try again later",
)
_LOCK_STOPPED = ("Neo.ClientError.Transaction.LockClientStopped", "Neo.TransientError.Transaction.LockClientStopped")
"""What the server says of a transaction whose time ended while it waited for another; drivers differ in the class."""
_COMMIT_UNKNOWN = Text(
    "{at} : la connexion est tombée au dernier moment ; `ea status` dit si l'envoi est passé",
    "{at}: the connection broke at the last moment; `ea status` tells whether the push went through",
)
_DISK_FULL = Text(
    "{at} : le disque du serveur est plein ; rien n'est changé, faites de la place et recommencez",
    "{at}: the server's disk is full; nothing has changed, make room and try again",
)
_HALTED_WORDS = "needs to be restarted"
_DISK_FULL_WORDS = ("no space left", "disk space", "out of disk", "enough space")


@contextmanager
def as_store_errors(at: str, *, writing: bool = False) -> Iterator[None]:
    """Raises what the driver raises about the server `at` as a StoreError."""
    try:
        yield
    except exceptions.IncompleteCommit as error:
        raise _store_error(_COMMIT_UNKNOWN if writing else _SILENT, at) from error
    except exceptions.Neo4jError as error:
        too_late = error.code in _LOCK_STOPPED or (writing and error.code == _TIMED_OUT)
        if too_late:
            raise _store_error(_BUSY, at) from error
        if (error.code or "").endswith(_OF_MEMORY):
            raise _store_error(_NO_MEMORY_TO_PUSH if writing else _NO_MEMORY, at) from error
        raise _from_server(error, at) from error
    except (exceptions.DriverError, OSError, ssl.SSLError) as error:
        raise _from_connection(error, at) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise StoreError(
            "un nombre de plus de 64 bits, ou un texte qui n'est pas de l'UTF-8 : la base n'en prend pas",
            "a number of more than 64 bits, or a text that is not UTF-8: the database takes none",
        ) from error


@contextmanager
def silence_as_store_error(at: str) -> Iterator[None]:
    """Raises the silence of a server that has answered before as a StoreError.

    Inside a transaction it must not look like any other failure: the driver would try again, and wait as long once
    more. It is used around transactions as well, since the silence may begin between two of them.
    """
    try:
        yield
    except exceptions.IncompleteCommit:
        raise
    except exceptions.DriverError as error:
        if any(isinstance(cause, TimeoutError) for cause in _causes(error)):
            raise _store_error(_SILENT, at) from error
        raise


def _store_error(sentence: Text, at: str, **facts: str) -> StoreError:
    return StoreError(*(sentence[lang].format(at=at, **facts) for lang in ("fr", "en")))


def _from_server(error: exceptions.Neo4jError, at: str) -> StoreError:
    """What a server that answers refuses."""
    code, message = error.code or "", (error.message or "").strip()
    if any(words in message.lower() for words in _DISK_FULL_WORDS):
        return _store_error(_DISK_FULL, at)
    if _HALTED_WORDS in message:
        return _store_error(_HALTED, at)
    if code in _BY_CODE:
        return _store_error(_BY_CODE[code], at)
    if isinstance(error, exceptions.AuthError):
        return StoreError(f"{at} : nom ou mot de passe refusé", f"{at}: wrong user name or password")
    first_line = message.split("\n")[0] or code
    if ".Schema." in code:
        return _store_error(_IN_THE_WAY, at, reason=first_line.rstrip("."))
    return StoreError(f"{at} : le serveur répond « {first_line} »", f"{at}: the server answers “{first_line}”")


def _from_connection(error: BaseException, at: str) -> StoreError:
    """Why a server cannot be reached."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return StoreError(
                f"{at} : le certificat du serveur n'est pas reconnu ({why}) ; faites-le signer par une autorité que "
                "cette machine connaît, ou donnez +ssc au lieu de +s pour l'accepter tel quel",
                f"{at}: the server's certificate is not trusted ({why}); have it signed by an authority that this "
                "machine knows, or say +ssc instead of +s to take it as it is",
            )
        if isinstance(cause, ssl.SSLError):
            return StoreError(
                f"{at} : ce serveur ne parle pas TLS à cette adresse (neo4j:// ou bolt:// sans +s)",
                f"{at}: this server does not speak TLS at this address (neo4j:// or bolt:// without +s)",
            )
    return _store_error(_DOWN, at)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, those that it groups, and what it comes from."""
    while error is not None:
        yield error
        for grouped in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _causes(grouped)
        error = error.__cause__ or error.__context__

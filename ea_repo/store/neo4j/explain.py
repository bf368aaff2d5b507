"""What can go wrong with a server: each failure told in one sentence, never with a password in it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as told

from ea_repo.finding import Text
from ea_repo.store.neo4j.trouble import Trouble

_LATE = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
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
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": Text(
        "{at} : le serveur n'a pas assez de mémoire pour cela (docs/neo4j.md, « Sizing »)",
        "{at}: the server has not enough memory for this (docs/neo4j.md, “Sizing”)",
    ),
    "Neo.DatabaseError.Transaction.TransactionLogError": Text(
        "{at} : le serveur ne peut plus écrire sur son disque, sans doute plein ; rien n'est changé : faites de la "
        "place, redémarrez-le, puis renvoyez",
        "{at}: the server can write no more on its disk, which is likely full; nothing has changed: make room, restart "
        "it, then push again",
    ),
    _LATE: Text(
        "{at} : la réponse prend trop de temps (`ea query --timeout` en donne plus)",
        "{at}: the answer takes too long (`ea query --timeout` gives it more)",
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": Text(
        "{at} : la réponse dépasse le temps que le serveur accorde",
        "{at}: the answer takes longer than the server allows",
    ),
}
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
_STOPPED = ("Neo.ClientError.Transaction.LockClientStopped", "Neo.TransientError.Transaction.LockClientStopped")
"""What the server says of a transaction whose time ended while it waited for another; drivers differ in the class."""
_UNSURE = Text(
    "{at} : la connexion est tombée au dernier moment ; `ea status` dit si l'envoi est passé",
    "{at}: the connection broke at the last moment; `ea status` tells whether the push went through",
)
_FULL = Text(
    "{at} : le disque du serveur est plein ; rien n'est changé, faites de la place et recommencez",
    "{at}: the server's disk is full; nothing has changed, make room and try again",
)
_HALTED_SAYS = "needs to be restarted"
_FULL_SAYS = ("no space left", "disk space", "out of disk", "enough space")


@contextmanager
def explained(at: str, *, writing: bool = False) -> Iterator[None]:
    """Turns what the driver raises about the server `at` into one sentence."""
    try:
        yield
    except told.IncompleteCommit as error:
        raise _said(_UNSURE if writing else _SILENT, at) from error
    except told.Neo4jError as error:
        late = error.code in _STOPPED or (writing and error.code == _LATE)
        raise (_said(_BUSY, at) if late else _of_server(error, at)) from error
    except (told.DriverError, OSError, ssl.SSLError) as error:
        raise _of_way(error, at) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise Trouble(
            "un nombre de plus de 64 bits, ou un texte qui n'est pas de l'UTF-8 : la base n'en prend pas",
            "a number of more than 64 bits, or a text that is not UTF-8: the database takes none",
        ) from error


@contextmanager
def heard(at: str) -> Iterator[None]:
    """Turns the silence of a server that has answered before into one sentence.

    Inside a transaction it is to be no failure like others: the driver would take the same time again before it gives
    up, as it does where the silence begins between two of them.
    """
    try:
        yield
    except told.IncompleteCommit:
        raise
    except told.DriverError as error:
        if any(isinstance(each, TimeoutError) for each in _causes(error)):
            raise _said(_SILENT, at) from error
        raise


def _said(text: Text, at: str, **facts: str) -> Trouble:
    return Trouble(*(text[lang].format(at=at, **facts) for lang in ("fr", "en")))


def _of_server(error: told.Neo4jError, at: str) -> Trouble:
    code, words = error.code or "", (error.message or "").strip()
    if any(each in words.lower() for each in _FULL_SAYS):
        return _said(_FULL, at)
    if _HALTED_SAYS in words:
        return _said(_HALTED, at)
    if code in _BY_CODE:
        return _said(_BY_CODE[code], at)
    if isinstance(error, told.AuthError):
        return Trouble(f"{at} : nom ou mot de passe refusé", f"{at}: wrong user name or password")
    first = words.split("\n")[0] or code
    if ".Schema." in code:
        return _said(_IN_THE_WAY, at, reason=first.rstrip("."))
    return Trouble(f"{at} : le serveur répond « {first} »", f"{at}: the server answers “{first}”")


def _of_way(error: BaseException, at: str) -> Trouble:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message
            return Trouble(
                f"{at} : le certificat du serveur n'est pas reconnu ({why}) ; faites-le signer par une autorité que "
                "cette machine connaît, ou donnez +ssc au lieu de +s pour l'accepter tel quel",
                f"{at}: the server's certificate is not trusted ({why}); have it signed by an authority that this "
                "machine knows, or say +ssc instead of +s to take it as it is",
            )
        if isinstance(cause, ssl.SSLError):
            return Trouble(
                f"{at} : ce serveur ne parle pas TLS à cette adresse (neo4j:// ou bolt:// sans +s)",
                f"{at}: this server does not speak TLS at this address (neo4j:// or bolt:// without +s)",
            )
    return _said(_DOWN, at)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _causes(each)
        error = error.__cause__ or error.__context__

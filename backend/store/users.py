"""The users of one organisation."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from backend.errors import NotFound
from backend.model.user import User
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import users


@dataclass(frozen=True)
class Users:
    """One organisation's users."""

    database: Database
    organisation: str

    def get(self, user_id: str) -> User:
        """The user; raises NotFound."""
        query = select(users.c.content).where(users.c.organisation == self.organisation, users.c.id == user_id)
        with self.database.reading() as connection:
            text = connection.execute(query).scalar()
        if text is None:
            raise NotFound("There is no such user.", "Cet utilisateur n'existe pas.")
        return decode(text, User)

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        query = select(users.c.content).where(users.c.organisation == self.organisation)
        with self.database.reading() as connection:
            return tuple(sorted((decode(text, User) for text in connection.execute(query).scalars()), key=lambda user: user.name))

    def put(self, user: User) -> None:
        """Add the user, or replace the one with that id; raises ValueError when it belongs to another organisation."""
        if user.organisation != self.organisation:
            raise ValueError("This user belongs to another organisation.")
        with self.database.writing() as connection:
            connection.execute(delete(users).where(users.c.organisation == self.organisation, users.c.id == user.id))
            connection.execute(insert(users).values(organisation=self.organisation, id=user.id, content=encode(user)))

"""Accounts, roles as data, grants, tokens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """A named set of rights (requirements appendix (a)). ``everywhere``: sees all outlets."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    rights = models.JSONField(default=list)
    everywhere = models.BooleanField(default=False)
    home = models.CharField(max_length=10, default="desk")
    edited = models.BooleanField(
        default=False, help_text="the firm changed it: a release only adds what is new"
    )

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class UserManager(BaseUserManager["User"]):
    """Creates accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without password nobody can sign in to it."""
        user: User = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this name, whatever the case of its letters."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person of the firm or of an outlet."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True, help_text="a one-time password opens nothing after this")
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(models.functions.Lower("username"), name="user_name_once")]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def chain(self) -> str:
        """Accounts have no case."""
        return ""


class Grant(models.Model):
    """A role given to a person, for one outlet or (``outlet`` empty) for the role's own scope."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, blank=True, related_name="grants")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "outlet"], name="grant_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role_id} @ {self.outlet_id}"


class ApiToken(models.Model):
    """An API client's token; only its SHA-256 is kept. Scopes are rights."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

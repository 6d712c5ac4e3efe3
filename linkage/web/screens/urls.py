"""Addresses of the screens; every state of a list is an address that can be sent to a colleague."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from linkage.web.screens import (
    account,
    administration,
    dossiers,
    failing,
    inbox,
    law,
    law_changes,
    ledger,
    open_ends,
    people,
    posts,
    procurator,
    screening,
    watching,
    workbench,
)  # fmt: skip

app_name = "web"
urlpatterns = [
    path("", workbench.bench, name="workbench"),
    path("dossiers/", dossiers.listed, name="dossiers"),
    path("dossiers/views/", dossiers.views, name="views"),
    path("dossiers/views/new/", dossiers.keep_view, name="keep_view"),
    path("dossiers/views/<int:pk>/drop/", dossiers.drop_view, name="drop_view"),
    path("ledger/", ledger.transfers, name="ledger"),
    path("ledger/clocks/", ledger.clocks, name="ledger_clocks"),
    path("ledger/papers/", ledger.papers, name="ledger_papers"),
    path("procurator/", procurator.seat, name="procurator"),
    path("procurator/refused/", procurator.refused, name="procurator_refused"),
    path("procurator/downgraded/", procurator.downgraded, name="procurator_downgraded"),
    path("procurator/late/", procurator.late, name="procurator_late"),
    path("procurator/penalties/", procurator.penalties, name="procurator_penalties"),
    path("screening/", screening.screened, name="screening"),
    path("open-ends/", open_ends.listed, name="open_ends"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="read"),
    path("law/", law.rules_listed, name="law"),
    path("law/changes/", law_changes.changes, name="law_changes"),
    path("law/<str:code>/", law.rule_shown, name="law_rule"),
    path("administration/", administration.overview, name="administration"),
    path("administration/people/", people.people, name="people"),
    path("administration/people/<int:pk>/", people.person, name="person"),
    path("administration/agencies/", people.agencies, name="agencies"),
    path("administration/posts/", posts.posts, name="posts"),
    path("administration/audit/", watching.record, name="audit"),
    path("administration/verification/", watching.verification, name="verification"),
    path("login/", account.sign_in, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password/", account.password, name="password"),
    path("healthz", failing.healthz, name="healthz"),
]

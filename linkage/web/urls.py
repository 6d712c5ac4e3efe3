"""The root of all addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("linkage.web.screens.urls")),
    path("clues/", include("linkage.clues.urls")),
    path("penalties/", include("linkage.penalties.urls")),
    path("sampling/", include("linkage.sampling.urls")),
    path("transfers/", include("linkage.transfers.urls")),
    path("matters/", include("linkage.procedure.urls")),
    path("papers/", include("linkage.documents.urls")),
    path("evidence/", include("linkage.evidence.urls")),
    path("api/v1/", include("linkage.api.urls")),
]

handler500 = "linkage.web.screens.failing.server_error"

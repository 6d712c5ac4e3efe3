"""Papers: the page of one, and its files."""

from django.urls import path, register_converter

from linkage.documents import views


class FileForm:
    """The two forms a paper's file has."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(FileForm, "file_form")
app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/<file_form:form>/", views.file, name="file"),
]

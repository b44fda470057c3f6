"""Paper, under an assessment: for those who run it."""

from django.urls import path, re_path

from oneworkforce.gathering.questionnaires.paper import paper_views, pile_views, sheet_views

urlpatterns = [
    path("", paper_views.paper, name="paper"),
    re_path(r"^(?P<group>[-\w]+)\.pdf$", paper_views.pdf, name="paper-pdf"),
    path("piles/start/", pile_views.start, name="paper-pile-start"),
    path("piles/<int:pile>/", pile_views.pile, name="paper-pile"),
    path("piles/<int:pile>/change/", pile_views.edit, name="paper-pile-edit"),
    path("piles/<int:pile>/remove/", pile_views.remove, name="paper-pile-remove"),
    path("piles/<int:pile>/next/", pile_views.next_sheet, name="paper-pile-next"),
    path("piles/<int:pile>/finish/", pile_views.finish, name="paper-pile-finish"),
    path("piles/<int:pile>/sheets/<int:number>/", sheet_views.sheet, name="paper-sheet"),
    path("piles/<int:pile>/sheets/<int:number>/again/", sheet_views.again, name="paper-sheet-again"),
    path("piles/<int:pile>/sheets/<int:number>/save/", sheet_views.save, name="paper-sheet-save"),
    path("piles/<int:pile>/sheets/<int:number>/differences/", sheet_views.differences, name="paper-differences"),
]

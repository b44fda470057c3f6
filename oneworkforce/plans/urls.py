"""The plan, under an assessment."""

from django.urls import path

from oneworkforce.plans import views

urlpatterns = [
    path("", views.plan, name="plan"),
    path("add/", views.add, name="plan-add"),
    path("start/", views.start, name="plan-start"),
    path("import/", views.import_file, name="plan-import"),
    path("export/", views.export, name="plan-export"),
    path("<int:activity>/", views.edit, name="plan-edit"),
    path("<int:activity>/remove/", views.remove, name="plan-remove"),
    path("<int:activity>/move/", views.move, name="plan-move"),
]

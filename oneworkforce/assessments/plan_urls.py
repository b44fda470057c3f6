from django.urls import path

from oneworkforce.assessments import plan_views

urlpatterns = [
    path("plan/", plan_views.plan, name="plan"),
    path("plan/add/", plan_views.add, name="plan-add"),
    path("plan/start/", plan_views.start, name="plan-start"),
    path("plan/import/", plan_views.import_file, name="plan-import"),
    path("plan/export/", plan_views.export, name="plan-export"),
    path("plan/<int:activity>/", plan_views.edit, name="plan-edit"),
    path("plan/<int:activity>/remove/", plan_views.remove, name="plan-remove"),
    path("plan/<int:activity>/move/", plan_views.move, name="plan-move"),
]

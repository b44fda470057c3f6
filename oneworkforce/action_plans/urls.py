from django.urls import path

from oneworkforce.action_plans import action_views, focus_views, goals_views, views

urlpatterns = [
    path("where-we-want-to-be/", goals_views.goals, name="goals"),
    path("where-we-want-to-be/<slug:theme>/", goals_views.goals_of_theme, name="goals-theme"),
    path("what-we-will-do/", views.what_we_will_do, name="what-we-will-do"),
    path("what-we-will-do/themes/<slug:theme>/", views.theme_note, name="theme-note"),
    path("what-we-will-do/focus-areas/add/", focus_views.add, name="focus-add"),
    path("what-we-will-do/focus-areas/<int:pk>/", focus_views.edit, name="focus-edit"),
    path("what-we-will-do/focus-areas/<int:pk>/remove/", focus_views.remove, name="focus-remove"),
    path("what-we-will-do/focus-areas/<int:pk>/move/", focus_views.move, name="focus-move"),
    path("what-we-will-do/actions/add/", action_views.add, name="action-add"),
    path("what-we-will-do/actions/<int:pk>/", action_views.edit, name="action-edit"),
    path("what-we-will-do/actions/<int:pk>/progress/", action_views.progress, name="action-progress"),
    path("what-we-will-do/actions/<int:pk>/remove/", action_views.remove, name="action-remove"),
    path("what-we-will-do/actions/start/", action_views.start_from_menu, name="action-from-solution"),
    path("what-we-will-do/actions.csv", action_views.export, name="actions-export"),
]

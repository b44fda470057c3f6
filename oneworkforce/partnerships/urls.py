from django.urls import path

from oneworkforce.partnerships import people_views, views

urlpatterns = [
    path("details/", views.details, name="partnership-details"),
    path("workforce/", views.workforce, name="workforce"),
    path("theme-names/", views.theme_names, name="theme-names"),
    path("events/", views.events, name="events"),
    path("people/", people_views.people, name="people"),
    path("people/add/", people_views.add, name="person-add"),
    path("people/<int:pk>/", people_views.person, name="person"),
    path("people/<int:pk>/link/", people_views.person_link, name="person-link"),
    path("people/<int:pk>/remove/", people_views.person_remove, name="person-remove"),
]
for part in ("organisations", "localities", "staff-groups"):
    urlpatterns += [
        path(f"{part}/", views.part_list, {"part": part}, name=part),
        path(f"{part}/add/", views.part_edit, {"part": part}, name=f"{part}-add"),
        path(f"{part}/<int:pk>/", views.part_edit, {"part": part}, name=f"{part}-edit"),
        path(f"{part}/<int:pk>/remove/", views.part_remove, {"part": part}, name=f"{part}-remove"),
    ]

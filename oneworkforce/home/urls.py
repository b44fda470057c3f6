from django.urls import path

from oneworkforce.home import framework_views, scenario_views, set_up_views, stage_views, views

urlpatterns = [
    path("", views.start, name="home"),
    path("signed-in/", views.after_sign_in, name="after-sign-in"),
    path("set-up/", set_up_views.first_visit, name="set-up"),
    path("framework/", framework_views.framework_page, name="framework"),
    path("framework/scenarios/", scenario_views.scenarios, name="scenarios"),
    path("framework/scenarios.pdf", scenario_views.scenarios_pdf, name="scenarios-pdf"),
    path("framework/scenarios/<slug:scenario>/", scenario_views.scenario, name="scenario"),
    path("framework/scenarios/<slug:scenario>.pdf", scenario_views.scenarios_pdf, name="scenario-pdf"),
    path("framework/<slug:theme>/", framework_views.framework_theme, name="framework-theme"),
    path("colours.css", framework_views.colours, name="theme-colours"),
    path("colours/<slug:key>/<int:version>.css", framework_views.colours, name="framework-colours"),
    path("how-answers-are-kept/", views.how_answers_are_kept, name="how-answers-are-kept"),
    path("help/", views.help_page, name="help"),
    path("p/<slug:partnership>/", views.dashboard, name="dashboard"),
    path("p/<slug:partnership>/a/<slug:assessment>/stage/<slug:to>/", stage_views.stage, name="assessment-stage"),
    path("p/<slug:partnership>/a/<slug:assessment>/", views.assessment_home, name="assessment"),
]

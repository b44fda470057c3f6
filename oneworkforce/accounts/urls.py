from allauth.account.views import LoginView, LogoutView
from django.urls import path
from django.views.generic import RedirectView

from oneworkforce.accounts import views
from oneworkforce.accounts.forms import SignInForm

urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(form_class=SignInForm, template_name="accounts/sign_in.html"),
        name="account_login",
    ),
    path("sign-out/", LogoutView.as_view(template_name="accounts/sign_out.html"), name="account_logout"),
    path("sign-in/help/", views.no_account, name="no-account"),
    path("join/<str:uid>/<str:token>/", views.join, name="join"),
    path("sign-in/as/<int:persona>/", views.become, name="become"),
    # allauth looks these names up.
    path("sign-up/", RedirectView.as_view(pattern_name="no-account"), name="account_signup"),
    path("password/", RedirectView.as_view(pattern_name="no-account"), name="account_reset_password"),
]

use maud::{Markup, html};

use super::frame::document;

/// Why the sign-in page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFace {
    /// It was asked for.
    Plain,
    /// A request was asked for.
    First,
    /// Another page was asked for.
    Page,
    /// The session ended before a button was pressed.
    Ended,
    /// Name and password do not belong together.
    Wrong,
    /// It failed too often.
    TooMany,
}

impl SignInFace {
    fn sentence(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::First => Some("Sign in to see this request."),
            Self::Page => Some("Sign in to see this page."),
            Self::Ended => {
                Some("Your session has ended and nothing was changed. Sign in to go on.")
            }
            Self::Wrong => {
                Some("This name and password do not belong together. Check both and try again.")
            }
            Self::TooMany => Some(
                "There were too many tries. Wait 15 minutes and sign in then; a new password does not shorten it.",
            ),
        }
    }

    fn is_refusal(self) -> bool {
        match self {
            Self::Wrong | Self::TooMany => true,
            Self::Plain | Self::First | Self::Page | Self::Ended => false,
        }
    }
}

/// The sign-in page. `sites` are ids, companies and which one was chosen; `to` is the reference of the
/// request, or the name of the page, to go on to.
pub fn sign_in(
    company: &str,
    sites: &[(&str, &str, bool)],
    face: SignInFace,
    name: &str,
    to: &str,
) -> Markup {
    let refused = face.is_refusal();
    let main = html! {
        div.narrow.sign-in {
            p.brand { span.mark aria-hidden="true" {} span { (company) } }
            h1 { "Callback desk" }
            @if let Some(sentence) = face.sentence() {
                p #why.notice.bad[refused] role=[refused.then_some("alert")] { (sentence) }
            }
            form method="post" action="/desk/sign-in" {
                @if !to.is_empty() { input type="hidden" name="to" value=(to); }
                @if sites.len() > 1 {
                    label for="site" { "Company" }
                    select #site name="site" required {
                        option value="" { "Choose" }
                        @for (id, company, chosen) in sites {
                            option value=(id) selected[*chosen] { (company) }
                        }
                    }
                }
                label for="name" { "Name" }
                input #name name="name" type="text" autocomplete="username" required
                    maxlength="64" autocapitalize="none" spellcheck="false" value=(name)
                    aria-describedby=[refused.then_some("why")];
                label for="password" { "Password" }
                input #password name="password" type="password" autocomplete="current-password"
                    required maxlength="256" aria-describedby=[refused.then_some("why")];
                button.first type="submit" { "Sign in" }
            }
        }
    };
    document(&format!("Sign in · {company}"), &html! {}, &main)
}

use maud::{Markup, html};

/// What is said above a page after an agent pressed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A request was given back.
    Released,
    /// A call was recorded.
    Finished,
    /// A call that nobody answered was recorded, to be tried again.
    Again,
    /// A request was handed to a colleague.
    Transferred,
    /// A note was written down.
    Noted,
    /// What the call was about or what was done was not chosen.
    ChooseAbout,
    /// The next try has no time.
    ChooseAgain,
    /// The next try lies behind.
    AgainOver,
    /// The next try is too far ahead.
    AgainFar,
    /// The next try is in the customer's night.
    AgainNight,
    /// No colleague was chosen.
    ChooseColleague,
    /// A note has no words.
    EmptyNote,
    /// Somebody else was quicker.
    TooLate,
    /// The outcome was not chosen.
    ChooseOutcome,
    /// A question is done.
    QuestionDone,
    /// A question was put back.
    QuestionOpen,
    /// Somebody else was quicker with a question.
    QuestionTooLate,
    /// A reply is kept.
    ReplySaved,
    /// A reply was taken away.
    ReplyRemoved,
    /// A colleague changed the same reply.
    ReplyChanged,
    /// A colleague took the reply away.
    ReplyGone,
    /// A colleague changed what was to be taken away.
    ReplyNotRemoved,
    /// There are too many replies.
    ReplyFull,
    /// A reply has no words.
    ReplyEmpty,
    /// A reply has no title.
    ReplyTitle,
    /// A reply leads to a composer of public posts.
    ReplyComposer,
    /// What a reply leads to is not there.
    ReplyNoGuide,
    /// An agent answers a chat.
    ChatAnswered,
    /// A colleague answered a chat first.
    ChatTaken,
    /// It is said how a chat ended.
    ChatSettled,
    /// A colleague said before how a chat ended.
    ChatOver,
    /// The end of a chat was not chosen.
    ChooseEnd,
}

impl Notice {
    const ALL: [Self; 32] = [
        Self::Released,
        Self::Finished,
        Self::Again,
        Self::Transferred,
        Self::Noted,
        Self::ChooseAbout,
        Self::ChooseAgain,
        Self::AgainOver,
        Self::AgainFar,
        Self::AgainNight,
        Self::ChooseColleague,
        Self::EmptyNote,
        Self::TooLate,
        Self::ChooseOutcome,
        Self::QuestionDone,
        Self::QuestionOpen,
        Self::QuestionTooLate,
        Self::ReplySaved,
        Self::ReplyRemoved,
        Self::ReplyChanged,
        Self::ReplyGone,
        Self::ReplyNotRemoved,
        Self::ReplyFull,
        Self::ReplyEmpty,
        Self::ReplyTitle,
        Self::ReplyComposer,
        Self::ReplyNoGuide,
        Self::ChatAnswered,
        Self::ChatTaken,
        Self::ChatSettled,
        Self::ChatOver,
        Self::ChooseEnd,
    ];

    /// The name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Finished => "finished",
            Self::Again => "again",
            Self::Transferred => "transferred",
            Self::Noted => "noted",
            Self::ChooseAbout => "about",
            Self::ChooseAgain => "when",
            Self::AgainOver => "over",
            Self::AgainFar => "far",
            Self::AgainNight => "night",
            Self::ChooseColleague => "colleague",
            Self::EmptyNote => "empty",
            Self::TooLate => "too-late",
            Self::ChooseOutcome => "outcome",
            Self::QuestionDone => "question-done",
            Self::QuestionOpen => "question-open",
            Self::QuestionTooLate => "question-too-late",
            Self::ReplySaved => "reply-saved",
            Self::ReplyRemoved => "reply-removed",
            Self::ReplyChanged => "reply-changed",
            Self::ReplyGone => "reply-gone",
            Self::ReplyNotRemoved => "reply-not-removed",
            Self::ReplyFull => "reply-full",
            Self::ReplyEmpty => "reply-empty",
            Self::ReplyTitle => "reply-title",
            Self::ReplyComposer => "reply-composer",
            Self::ReplyNoGuide => "reply-no-guide",
            Self::ChatAnswered => "chat-answered",
            Self::ChatTaken => "chat-taken",
            Self::ChatSettled => "chat-settled",
            Self::ChatOver => "chat-over",
            Self::ChooseEnd => "chat-end",
        }
    }

    /// The notice with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }

    /// The notice as it stands above a page.
    pub fn draw(self) -> Markup {
        let (sentence, bad) = match self {
            Self::Released => ("The request is back in the queue.", false),
            Self::Finished => ("The call is recorded.", false),
            Self::Again => ("The call is recorded, and the request waits for another try.", false),
            Self::Transferred => (
                "The request is handed over. If your colleague is not at the desk within 5 minutes, it waits for anybody again.",
                false,
            ),
            Self::Noted => ("The note is written down.", false),
            Self::ChooseAbout => {
                ("Choose what the call was about and what was done, then record it.", true)
            }
            Self::ChooseAgain => (
                "Choose one time to try again: one of those below, or another with its date.",
                true,
            ),
            Self::AgainOver => ("This time is over. Choose a later one.", true),
            Self::AgainFar => ("This time is more than 60 days away. Choose an earlier one.", true),
            Self::AgainNight => (
                "By the customer's clock this is not between 08:00 and 21:00. Choose a time from 08:00 to 20:00 there.",
                true,
            ),
            Self::ChooseColleague => ("Choose a colleague to hand the request to.", true),
            Self::EmptyNote => ("Write the note, then add it.", true),
            Self::TooLate => (
                "Nothing was changed: the request is not as it was when you opened it. This is how it stands now.",
                true,
            ),
            Self::QuestionDone => {
                ("The question is done. It stands below in case it was not.", false)
            }
            Self::QuestionOpen => ("The question is open again.", false),
            Self::QuestionTooLate => (
                "Nothing was changed: somebody was quicker. This is how the questions stand now.",
                true,
            ),
            Self::ReplySaved => ("The reply is saved for the team.", false),
            Self::ReplyRemoved => ("The reply is removed.", false),
            Self::ReplyChanged => (
                "Nothing was saved: a colleague changed this reply meanwhile, and theirs stands beside yours. What you wrote is still here; save again to put it in the place of theirs.",
                true,
            ),
            Self::ReplyGone => (
                "Nothing was saved: a colleague removed this reply meanwhile. What you wrote is still here; save again to keep it as a new one.",
                true,
            ),
            Self::ReplyNotRemoved => (
                "Nothing was removed: a colleague changed this reply meanwhile. This is how it stands now.",
                true,
            ),
            Self::ReplyFull => (
                "Nothing was saved: there are 1,000 replies already. Remove one that nobody needs, then save again.",
                true,
            ),
            Self::ReplyEmpty => ("Nothing was saved: write a text, then save again.", true),
            Self::ReplyTitle => (
                "Nothing was saved: give the reply a title of 1 to 120 characters, then save again.",
                true,
            ),
            Self::ReplyComposer => (
                "Nothing was saved: an address in the text opens a post for everybody to read. Take it out, so that nobody answers you in public.",
                true,
            ),
            Self::ReplyNoGuide => (
                "Nothing was saved: the guide or the step is not in the content. Choose another step, or find another guide under Replies.",
                true,
            ),
            Self::ChatAnswered => ("You are answering. Your colleagues see it.", false),
            Self::ChatTaken => (
                "Nothing was changed: a colleague was first. Who it is, and since when, stands below.",
                true,
            ),
            Self::ChatSettled => ("It is recorded how the chat ended.", false),
            Self::ChatOver => (
                "Nothing was changed: a colleague has recorded how the chat ended, as it stands below.",
                true,
            ),
            Self::ChooseEnd => ("Choose whether it was solved, then record it.", true),
            Self::ChooseOutcome => ("Choose how the call ended, then record it.", true),
        };
        html! { p.notice.bad[bad] role=(if bad { "alert" } else { "status" }) { (sentence) } }
    }
}

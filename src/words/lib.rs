//! Every word that the widget itself says, in each language it speaks.
//!
//! The compiled site carries those of each of its languages, so that a customer downloads one
//! language, and a language more costs the widget nothing.

mod english;
mod spanish;

use unstuck_model::language::Language;

/// Declares the words, and both directions of their written form: a line for each, in this order.
macro_rules! words {
    ($($name:ident)*) => {
        /// The widget's own words. `{…}` stands for a value that is put in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Words {
            $(pub $name: &'static str,)*
        }

        impl Words {
            /// The written form.
            pub fn written(&self) -> String {
                [$(self.$name),*].join("\n")
            }

            /// The words of a written form; nothing if it is that of other words.
            pub fn read(written: &'static str) -> Option<Self> {
                const COUNT: usize = [$(stringify!($name)),*].len();
                let mut lines = [""; COUNT];
                let mut count = 0;
                for line in written.split('\n') {
                    *lines.get_mut(count)? = line;
                    count += 1;
                }
                let [$($name),*] = lines;
                (count == COUNT).then_some(Self { $($name),* })
            }
        }
    };
}

words! {
    ask_heading
    ask_label
    ask_placeholder
    clear
    close
    back
    panel_name
    for_this_page
    popular
    topics
    searching
    loading
    not_loaded
    results_one
    results_many
    best_answer
    others
    unsure
    no_answer
    no_answer_more
    question
    question_intro
    question_label
    question_send
    question_sent
    question_waits
    search_gone
    search_gone_more
    guide
    minutes
    other_language
    helped_question
    yes
    no
    helped_thanks
    not_helped
    ask_else
    related
    next
    finish
    restart
    still_stuck
    progress_last
    progress_one
    progress_many
    choices
    show_on_page
    to_target
    elsewhere
    not_on_page
    to_page
    skip
    on_phone
    on_phone_more
    channel_on_phone
    guide_done
    people_heading
    people_intro
    people_closed
    people_link
    urgent
    open_now
    opens_at
    closed
    reply_minutes
    reply_hours
    callback
    callback_more
    callback_minutes
    callback_hours
    answer_minutes
    answer_hours
    promise_minutes
    promise_hours
    draft_heading
    draft_intro
    draft_label
    draft_copy_intro
    draft_masked
    draft_show
    draft_empty
    draft_fill
    draft_open
    draft_call
    draft_new_tab
    draft_address
    draft_code
    copy
    copy_code
    copied
    not_copied
    form_country
    form_phone
    form_phone_hint
    form_phone_doubt
    form_phone_anyway
    form_name
    form_soonest
    form_day
    form_time
    form_message
    form_message_hint
    form_consent
    form_consent_version
    form_privacy
    form_send
    form_sending
    form_mend
    error_phone_empty
    error_phone
    error_phone_emergency
    error_phone_premium
    error_slot
    error_consent
    error_refused
    error_unreachable
    try_again
    unsent
    unsent_more
    unsent_not_kept
    unsent_try
    unsent_forget
    unsent_still
    not_sent
    not_sent_more
    sent_later
    more
    booked_heading
    booked
    booked_reference
    booked_event
    booked_calendar
    booked_change
    optional
    text_message
    phone
    mail
}

impl Words {
    /// The words in a language; English where the widget does not speak it.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary() {
            "es" => &spanish::WORDS,
            _ => &english::WORDS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        for tag in ["en", "es-MX"] {
            let words = Words::of(&language(tag));
            let written: &'static str = words.written().leak();
            assert_eq!(Words::read(written), Some(*words));
        }
        assert_ne!(Words::of(&language("en")), Words::of(&language("es")));
        assert_eq!(Words::of(&language("en")), Words::of(&language("fi")));
    }

    #[test]
    fn other_words_are_not_taken_for_these() {
        let written: &'static str = Words::of(&language("en")).written().leak();
        let (_, fewer) = written.split_once('\n').unwrap();
        let more: &'static str = format!("{written}\nmore").leak();
        assert_eq!(Words::read(fewer), None);
        assert_eq!(Words::read(more), None);
        assert_eq!(Words::read(""), None);
    }
}

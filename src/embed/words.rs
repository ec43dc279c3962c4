//! The few words that the loader says by itself.

use unstuck_model::language::Language;

/// The loader's words in one language.
pub struct Words {
    pub help: &'static str,
    pub loading: &'static str,
    pub failed: &'static str,
    pub pages: &'static str,
    pub close: &'static str,
}

/// The words in `language`, else in English.
pub fn words(language: &Language) -> Words {
    match language.primary() {
        "es" => Words {
            help: "Ayuda",
            loading: "Cargando la ayuda",
            failed: "La ayuda no se pudo cargar aquí.",
            pages: "Páginas de ayuda",
            close: "Cerrar",
        },
        "de" => Words {
            help: "Hilfe",
            loading: "Hilfe wird geladen",
            failed: "Die Hilfe ließ sich hier nicht laden.",
            pages: "Hilfeseiten",
            close: "Schließen",
        },
        "fr" => Words {
            help: "Aide",
            loading: "Chargement de l’aide",
            failed: "L’aide n’a pas pu se charger ici.",
            pages: "Pages d’aide",
            close: "Fermer",
        },
        "pt" => Words {
            help: "Ajuda",
            loading: "Carregando a ajuda",
            failed: "A ajuda não pôde ser carregada aqui.",
            pages: "Páginas de ajuda",
            close: "Fechar",
        },
        _ => Words {
            help: "Help",
            loading: "Loading help",
            failed: "Help could not load here.",
            pages: "All help pages",
            close: "Close",
        },
    }
}

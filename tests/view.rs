//! What a customer looks with.

use thirtyfour::{WebDriver, cdp::domains::emulation::SetDeviceMetricsOverride};

use crate::outcome::Outcome;

/// The size of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 390 by 844 points at two pixels each, with touch.
    Phone,
    /// 1280 by 900.
    Desktop,
}

/// The colours that the system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// Size, colours, language and clock of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub size: Size,
    pub scheme: Scheme,
    /// A language tag such as `en` or `es-ES`.
    pub locale: &'static str,
    /// An IANA name.
    pub time_zone: &'static str,
}

impl View {
    /// A desktop in English, light, on the company's own clock.
    pub const DESKTOP: Self = Self {
        size: Size::Desktop,
        scheme: Scheme::Light,
        locale: "en",
        time_zone: "America/New_York",
    };

    /// The same on a phone.
    pub const PHONE: Self = Self { size: Size::Phone, ..Self::DESKTOP };

    /// The same in the dark.
    pub const fn dark(self) -> Self {
        Self { scheme: Scheme::Dark, ..self }
    }

    /// The same in another language.
    pub const fn locale(self, locale: &'static str) -> Self {
        Self { locale, ..self }
    }

    /// The same by another clock.
    pub const fn time_zone(self, time_zone: &'static str) -> Self {
        Self { time_zone, ..self }
    }

    /// A name for files, such as `phone-dark-es`.
    pub fn name(&self) -> String {
        let size = match self.size {
            Size::Phone => "phone",
            Size::Desktop => "desktop",
        };
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        format!("{size}-{scheme}-{}", self.locale)
    }

    /// Gives a browser this view, for all pages of its tab.
    pub(crate) async fn apply(&self, web: &WebDriver) -> Outcome {
        let cdp = web.cdp();
        let (width, height, device_scale_factor, mobile) = match self.size {
            Size::Phone => (390, 844, 2.0, true),
            Size::Desktop => (1280, 900, 1.0, false),
        };
        cdp.send(SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor,
            mobile,
            scale: None,
            screen_orientation: None,
        })
        .await?;
        let touch = serde_json::json!({ "enabled": mobile });
        cdp.send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = [serde_json::json!({ "name": "prefers-color-scheme", "value": scheme })];
        let media = serde_json::json!({ "features": features });
        cdp.send_raw("Emulation.setEmulatedMedia", media).await?;
        let zone = serde_json::json!({ "timezoneId": self.time_zone });
        cdp.send_raw("Emulation.setTimezoneOverride", zone).await?;
        Ok(())
    }
}

//! Keys, tokens, passwords and codes as customers paste them: at least 99 in 100 are masked wholly.

use crate::{
    redact::redact,
    redact_template_test::{Numbers, fill},
};

/// Each text with what is secret in it between `‹` and `›`.
const TEXTS: &[&str] = &[
    // Keys of clouds.
    "‹AKIA{A16}›",
    "aws_access_key_id = ‹AKIA{A16}›",
    "is ASIA right? ‹ASIA{A16}›.",
    "AWS_SECRET_ACCESS_KEY=‹{b40}›",
    "aws_secret_access_key: ‹{b40}›",
    "the secret access key is ‹{b40}›, it does not work",
    "export GOOGLE_API_KEY=‹AIza{w35}›",
    "maps says ‹AIza{w35}› is over its quota",
    "‹ya29.{w60}›",
    "client secret ‹GOCSPX-{w28}›",
    "client_secret=‹{w32}›",
    "AccountName=shop;AccountKey=‹{b86}==›;EndpointSuffix=core.windows.net",
    "‹https://shop.blob.core.windows.net/c/f.txt?sv=2024-01-01&sig={x43}%3D›",
    "azure app ‹{x3}8Q~{w34}›",
    "do ‹dop_v1_{h64}› expired",
    "heroku api key ‹{h8}-{h4}-{h4}-{h4}-{h12}›",
    "\"private_key_id\": \"‹{h40}›\"",
    "‹LTAI{x20}› from the console",
    "vault ‹hvs.{w90}›",
    "‹dapi{h32}› for the notebook",
    "‹sbp_{h40}›",
    "‹pat-na1-{h8}-{h4}-{h4}-{h4}-{h12}›",
    // Keys of payment and mail.
    "key ‹sk_live_{x24}›",
    "stripe.api_key = '‹sk_test_{x24}›'",
    "‹rk_live_{x24}›",
    "‹pk_live_{x24}›",
    "webhook ‹whsec_{x32}›",
    "square ‹sq0atp-{w22}›",
    "square ‹sq0csp-{w43}›",
    "square ‹EAAA{w60}›",
    "razorpay ‹rzp_live_{x14}›",
    "‹SG.{w22}.{w43}› for mail",
    "mailgun ‹key-{h32}›",
    "mailchimp ‹{h32}-us12›",
    "twilio sid ‹AC{h32}›",
    "‹SK{h32}›",
    "‹shpat_{h32}›",
    "‹shpss_{h32}›",
    "braintree access_token$production${a16}$‹{h32}›",
    // Tokens of source hosts and registries.
    "‹ghp_{x36}›",
    "‹gho_{x36}›",
    "‹ghu_{x36}›",
    "‹ghs_{x36}›",
    "‹ghr_{x36}›",
    "git says ‹github_pat_{x22}_{x59}› is wrong",
    "‹glpat-{w20}›",
    "runner ‹glrt-{w20}›",
    "jira ‹ATATT3x{w180}={h8}›",
    "//registry.example.com/:_authToken=‹npm_{x36}›",
    "‹pypi-AgEI{w120}›",
    "‹rubygems_{h48}›",
    "‹hf_{x34}›",
    "docker login -p ‹dckr_pat_{w27}›",
    "‹NRAK-{A27}›",
    "linear ‹lin_api_{x40}›",
    "figma ‹figd_{w40}›",
    "notion ‹ntn_{x46}›",
    "postman ‹PMAK-{h24}-{h34}›",
    "‹sk-proj-{w48}›",
    "‹sk-ant-api03-{w93}AA›",
    "‹sk-{x48}›",
    "‹gsk_{x52}›",
    "‹r8_{x37}›",
    "‹tskey-auth-{x12}-{x32}›",
    // Tokens of chats.
    "‹xoxb-{n12}-{d13}-{x24}›",
    "‹xoxp-{n12}-{d12}-{d13}-{h32}›",
    "‹xapp-1-A{A10}-{d13}-{h64}›",
    "https://hooks.slack.com/services/T{A8}/B{A8}/‹{x24}›",
    "telegram bot {n10}:‹AA{w33}›",
    "discord ‹M{x23}.{w6}.{w38}›",
    "https://discord.com/api/webhooks/{n18}/‹{w68}›",
    // Web tokens.
    "‹eyJ{w30}.eyJ{w60}.{w43}›",
    "token eyJ?: ‹eyJ{w30}.eyJ{w60}.{w43}›.",
    "Authorization: Bearer ‹eyJ{w30}.eyJ{w60}.{w43}›",
    "‹eyJ{w30}.{w60}.{w16}.{w80}.{w22}›",
    "id_token=‹eyJ{w30}.eyJ{w60}.{w43}›&state=1",
    // Private keys, as a file and as one line.
    "‹-----BEGIN {PEM}-----\n{b64}\n{b64}\n{b20}==\n-----END {PEM}-----›",
    "key:\n‹-----BEGIN RSA {PEM}-----\n{b64}\n{b64}\n{b7}=\n-----END RSA {PEM}-----›\nthanks",
    "‹-----BEGIN EC {PEM}----- {b64} {b12} -----END EC {PEM}-----›",
    "‹-----BEGIN OPENSSH {PEM}-----\nb3BlbnNzaC1r{b58}\n{b64}\n{b3}\n-----END OPENSSH {PEM}-----›",
    "‹-----BEGIN PGP {PEM} BLOCK-----\n\n{b64}\n{b64}\n={b4}\n-----END PGP {PEM} BLOCK-----›",
    "cut off: ‹-----BEGIN {PEM}-----\n{b64}\n{b9}›",
    "key=‹-----BEGIN {PEM}-----\n{b64}\n{b64}\n-----END {PEM}-----›",
    "\"private_key\": \"‹-----BEGIN {PEM}-----\\n{b64}\\n{b11}\\n-----END {PEM}-----›\\n\"",
    // Sign-in within an address, and strings that open a database.
    "‹https://ana:{x10}@example.com/feed›",
    "‹postgres://app:{x12}@db.example.com:5432/app›",
    "‹mongodb+srv://app:{x12}@c0.example.net/?retryWrites=true›",
    "‹redis://:{x16}@cache:6379/0›",
    "‹amqp://app:{l8}@queue/vhost›",
    "‹ftp://ana:{l8}@files.example.com›",
    "jdbc:‹mysql://db/app?user=a&password={l10}›",
    "Server=db;Database=shop;User Id=sa;Password=‹{x12}!›;",
    "Data Source=db;Pwd=‹{x9}›;Encrypt=yes",
    "PGPASSWORD=‹{x10}› psql",
    "DB_PASSWORD=‹{l9}›",
    "MYSQL_ROOT_PASSWORD: ‹{x9}›",
    "curl -u ana:‹{x12}› https://example.com",
    "‹https://example.com/reset?token={x20}›",
    "‹https://example.com/login?code={d6}&state=x›",
    "‹https://example.com/cb#access_token={w40}›",
    // Heads of requests and cookies.
    "Authorization: Bearer ‹{x40}›",
    "authorization: bearer ‹{h40}›",
    "Authorization: Basic ‹{b30}==›",
    "Authorization: Token ‹{h40}›",
    "X-Api-Key: ‹{x32}›",
    "x-auth-token: ‹{h24}›",
    "Cookie: session=‹{w32}›",
    "Set-Cookie: sid=‹{w40}›; Path=/",
    "PHPSESSID=‹{a26}›",
    "JSESSIONID=‹{h32}›",
    "Cookie: connect.sid=‹s%3A{w32}.{w43}›",
    "sessionid=‹{a32}›; csrftoken=‹{x32}›",
    "ASP.NET_SessionId=‹{a24}›",
    "refresh_token: ‹1//0{w60}›",
    "{\"access_token\":\"‹{w40}›\",\"expires_in\":3600}",
    // Keys after the words for them.
    "my api key is ‹{h32}›",
    "API key: ‹{x20}›",
    "api_key=‹{a16}›",
    "APIKEY ‹{x24}›",
    "the secret key is ‹{x20}›",
    "mi clave de API es ‹{x24}›",
    "clave API: ‹{a20}›",
    "el token de acceso es ‹{x30}›",
    "la clave secreta: ‹{x20}›",
    "mein API-Schlüssel ist ‹{x24}›",
    "API-Schlüssel: ‹{a20}›",
    "Zugangstoken: ‹{x30}›",
    "geheimer Schlüssel: ‹{x20}›",
    "ma clé API est ‹{x24}›",
    "clé d’API : ‹{a20}›",
    "jeton d'accès : ‹{x30}›",
    "ma clé secrète est ‹{x20}›",
    "minha chave de API é ‹{x24}›",
    "chave da API: ‹{a20}›",
    "o token de acesso é ‹{x30}›",
    "chave secreta: ‹{x20}›",
    // Passwords and PINs in English.
    "password: ‹{l8}›",
    "my password is ‹{l9}›.",
    "my password is \"‹{l5} {l6}›\" ok",
    "password ‹{u1}{l6}{d2}›",
    "password = '‹{l4}{d3}!›'",
    "Password - ‹{u1}{l5}{d4}›",
    "pass: ‹{l8}›",
    "pw: ‹{l6}{d2}›",
    "pwd=‹{l8}›",
    "passcode ‹{d6}›",
    "my passcode is ‹{d4}›",
    "user ana, password ‹{l5}{d3}›",
    "Login: ana Password: ‹{l8}›",
    "the new password is ‹{u1}{l5}@{d4}›",
    "pin: ‹{d4}›",
    "my PIN is ‹{d4}›",
    "pin ‹{d4}› does not work",
    "the pin for my card is ‹{d4}›",
    "PIN code ‹{d6}›",
    "puk ‹{d8}›",
    "passphrase: “‹{l5} {l6} {l4}›”",
    // In Spanish.
    "contraseña: ‹{l7}{d2}›",
    "mi contraseña es ‹{l8}›",
    "la contraseña es «‹{u1}{l6} {d2}›»",
    "contraseña ‹{u1}{l6}{d2}›",
    "clave: ‹{l4}{d4}›",
    "mi clave es ‹{d4}›",
    "mi contraseña nueva es ‹{l6}{d3}› y no entra",
    "mi pin es ‹{d4}›",
    "PIN: ‹{d4}›",
    "el PIN de la tarjeta es ‹{d4}›",
    "mi nip es ‹{d4}›",
    // In German.
    "Passwort: ‹{u1}{l5}{d2}›",
    "mein Passwort ist ‹{u1}{l10}›",
    "das Passwort lautet ‹{u1}{l5}!{d2}›",
    "Kennwort: ‹{l8}›",
    "Kennwort „‹{u1}{l5}{d2}›“",
    "meine PIN ist ‹{d4}›",
    "die PIN lautet ‹{d4}›",
    "meine Geheimzahl ist ‹{d4}›",
    "Passwort ‹{u1}{l5}{d2}›!",
    // In French.
    "mot de passe : ‹{u1}{l5}{d2}›",
    "mon mot de passe est ‹{l9}›",
    "mot de passe: « ‹{l6}{d2}› »",
    "mdp : ‹{l6}{d2}›",
    "mon code secret est ‹{d4}›",
    "code PIN : ‹{d4}›",
    "mon code confidentiel est le ‹{d4}›",
    // In Portuguese.
    "senha: ‹{l8}{d2}›",
    "minha senha é ‹{l9}›",
    "a senha do app é ‹{l5}{d4}›",
    "palavra-passe: ‹{l6}{d2}›",
    "meu PIN é ‹{d4}›",
    "código PIN: ‹{d4}›",
    // In Chinese.
    "密码：‹{l6}{d3}›",
    "我的密码是‹{l5}{d4}›",
    "我的密码是 ‹{u1}{l5}{d2}›，登录不了",
    "密码为‹{d6}›",
    "密码 ‹{l4}{d4}›",
    "密碼：‹{l6}{d3}›",
    "密码“‹{l5}{d2}›”不对",
    "PIN码：‹{d4}›",
    "PIN是‹{d4}›",
    // Codes that are valid once.
    "‹{d6}› is your code",
    "your code is ‹{d6}›",
    "OTP: ‹{d6}›",
    "code: ‹{d3}-{d3}›",
    "verification code ‹{d6}›",
    "my one-time password is ‹{d6}›",
    "2FA code ‹{d6}›",
    "security code: ‹{d6}›",
    "the login code is ‹G-{d6}›",
    "tu código es ‹{d6}›",
    "código de verificación ‹{d6}›",
    "el código SMS es ‹{d3} {d3}›",
    "‹{d6}› es tu código de verificación",
    "mein Code ist ‹{d6}›",
    "Bestätigungscode: ‹{d6}›",
    "Sicherheitscode ‹{d6}›",
    "TAN: ‹{d6}›",
    "die TAN lautet ‹{d6}›",
    "‹{d6}› ist Ihr Code",
    "mon code est ‹{d6}›",
    "code de vérification : ‹{d6}›",
    "code de confirmation : ‹{d6}›",
    "‹{d6}› est votre code",
    "meu código é ‹{d6}›",
    "código de verificação: ‹{d6}›",
    "‹{d6}› é o seu código",
    "验证码：‹{d6}›",
    "验证码是‹{d6}›",
    "验证码 ‹{d6}›",
    "驗證碼：‹{d6}›",
];

#[test]
fn secrets_are_masked_wholly() {
    const SEEDS: u64 = 20;
    assert!(TEXTS.len() >= 120);
    let mut missed = Vec::new();
    for (index, template) in TEXTS.iter().enumerate() {
        for seed in 0..SEEDS {
            let mut numbers = Numbers::new(index as u64 * SEEDS + seed + 1);
            let marked = fill(template, &mut numbers);
            if let Some(left) = left_open(&marked) {
                missed.push(format!("{left:?} of {marked:?}"));
            }
        }
    }
    let all = TEXTS.len() * usize::try_from(SEEDS).unwrap();
    assert!(missed.len() * 100 <= all, "{} of {all}:\n{}", missed.len(), missed.join("\n"));
}

/// The secret that is not masked wholly, if there is one.
fn left_open(marked: &str) -> Option<String> {
    let text = marked.replace(['‹', '›'], "");
    let found = redact(&text).found;
    let mut before = 0;
    for part in marked.split('‹') {
        let Some((secret, after)) = part.split_once('›') else {
            before += part.len();
            continue;
        };
        let (from, to) = (before, before + secret.len());
        if !(from..to).all(|at| found.iter().any(|it| (it.start..it.end).contains(&at))) {
            return Some(secret.to_owned());
        }
        before = to + after.len();
    }
    None
}

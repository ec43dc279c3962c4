/// The folded words of a language that say little by themselves, a space between them.
pub fn words(primary: &str) -> &'static str {
    match primary {
        "en" => {
            "a about all also am an and any are as at be been being but by can could did do does \
             for from get give go had has have he hello help her hi him his how i if in into is it \
             its just kindly know let like ll may me my of on or our please she should so some tell \
             than that the their them then there these they this those to too us was we were what \
             when where which who why will with would you your"
        }
        "es" => {
            "a al algo como con cual cuando de del desde donde el ella ellos en era es esa ese eso \
             esta este esto favor ha han hay he hola la las le les lo los mas me mi mis muy o para \
             pero por porque puede puedo que quien quiero se ser si sin sobre son su sus tengo te tu \
             tus un una uno unos y ya yo"
        }
        "fr" => {
            "a ai au aux avec avez avoir bonjour c ce ces cette comment d dans de des donc du elle \
             en est et etre faire fait il ils j je l la le les leur lui m ma mais me mes moi mon n \
             nos notre nous on ou par peut peux plait pour pourquoi puis qu quand que quel quelle \
             qui s sa se ses si sont sur t ta te tes ton tu un une vos votre vous y"
        }
        "de" => {
            "aber als am an auch auf aus bei bin bis bitte da damit dann das dass dem den der des \
             die dies diese diesen doch du ein eine einem einen einer er es fur habe haben hallo hat \
             ich ihr ihre im in ist ja kann man mein meine meinem meinen meiner mich mir mit nach \
             noch oder sein sich sie sind so uber um und uns von vor wann warum was wenn wer werden \
             wie wir wird wo zu zum zur"
        }
        "pt" => {
            "a ao aos as com como da das de dela dele do dos e ela ele em era essa esse esta este eu \
             favor foi ha isso isto ja la lhe mais mas me meu meus minha minhas muito na nas no nos o \
             onde os ou para pela pelo por porque posso qual quando que quem quero se sem ser seu \
             sua sobre sou sao tem tenho um uma voce"
        }
        "it" => {
            "a ai al alla alle anche c che chi ci ciao come con cosa d da dal dalla dei del della \
             delle di dove e ed fare favore gli ha ho i il in io l la le lo ma mi mia mie miei mio ne \
             nel nella o per perche piu posso puo quale quando quanto questa questo se sei si sono su \
             sua suo ti tu un una uno vorrei voglio"
        }
        "nl" => {
            "aan al als bij ben dan dat de deze die dit doe door dus een en er het hallo heb hebben \
             heeft hij hoe ik in is je jullie kan kunnen maar me met mij mijn moet na naar nog nu of \
             om ook op over te tot uit u uw van voor waar waarom wanneer was wat we wel wie wil wij \
             worden wordt ze zich zijn zo zonder"
        }
        "sv" => {
            "alla att av da de den denna det detta dig din ditt du efter eller en ett for fran gor \
             ha han har hej hon hur i ingen inte jag kan man med mig min mina mitt mot nar ni nu och \
             om pa sa sig ska som till upp ur ut vad var varfor vem vi vid vill vilken ar"
        }
        "ru" => {
            "а без бы был была были было быть в вам вас вы где да для до его ее если есть еще же за \
             здравствуйте и из или им их к как какой когда кто ли мне мной мои мой моя мы на над нам \
             нас но о об он она они от по под почему пожалуйста при с со так такой там то тот ты у \
             уже хочу что чтобы эта это этот я"
        }
        "ar" => {
            "ا اريد الي ان انا انت او اي اين ب به بها على عن عند في فيه كان كل كم كيف ل لا لكن لم \
             لماذا لي ما ماذا متي مع من نعم ها هذا هذه هل هو هي و يا يمكن يمكنني"
        }
        _ => "",
    }
}

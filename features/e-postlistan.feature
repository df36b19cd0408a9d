# language: sv
@e-postlistan
Egenskap: Den som tar fram en lista över personer får bara med dem i sina egna förvaltningar och bolag

  Det första tecknet på felet 2020 var ett mejl som gick till adresser utanför den egna förvaltningen. Det togs för ett
  misstag i e-postprogrammet. En lista över personer, eller över mottagarna av ett utskick, ska därför prövas för sig.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla personer i urvalet från mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy                          | urval | format |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje vy som visar personer | varje | varje  |

  Scenariomall: <konto> öppnar <vy> för hela staden med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla personer i urvalet från hela staden

    Exempel:
      | konto                    | vy                          | urval | format |
      | varje stadsadministratör | varje vy som visar personer | varje | varje  |

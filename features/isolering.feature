# language: sv
@isolering
Egenskap: En administratör ser alla beställningar från sina egna förvaltningar och bolag, och inga andra

  En administratör i staden har behörighet till en eller flera förvaltningar och bolag. I varje vy som visar
  beställningar, med varje urval och i varje format, ska just deras beställningar synas: alla, och inga andra.

  Det räcker inte att inget främmande syns: en tom sida visar inte heller något främmande. Därför prövas i samma
  scenario att allt eget finns med.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy                               | urval | format |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje vy som visar beställningar | varje | varje  |

  Scenariomall: <konto> öppnar <vy> för hela staden med urvalet <urval> i formatet <format>
    En stadsadministratör får se allt. Om portalen visar allt för det kontot men inte för de andra, är det behörigheten
    som skiljer dem åt.

    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla beställningar i urvalet från hela staden

    Exempel:
      | konto                    | vy                               | urval | format |
      | varje stadsadministratör | varje vy som visar beställningar | varje | varje  |

# language: sv
@forslag
Egenskap: Förslag medan man skriver kommer bara från de egna förvaltningarna och bolagen

  Ett sökfält som föreslår namn, adresser eller beställningsnummer svarar på varje tangenttryckning. Svaret är lätt att
  glömma när behörigheten prövas, för det syns inte som en egen sida. Den som skriver början på något som bara finns hos
  andra ska dessutom få samma svar som den som skriver något som ingen har. Annars berättar fältet att det finns.

  Scenariomall: <konto> skriver i <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så får jag alla förslag som finns i mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy                       | urval | format |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje vy som ger förslag | varje | varje  |

  Scenariomall: <konto> skriver i <vy> för hela staden med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så får jag alla förslag som finns i hela staden

    Exempel:
      | konto                    | vy                       | urval | format |
      | varje stadsadministratör | varje vy som ger förslag | varje | varje  |

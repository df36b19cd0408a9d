# language: sv
@utan-behorighet
Egenskap: En administratör utan behörighet till någon förvaltning eller något bolag ser ingenting

  Att sakna behörighet får aldrig betyda att inget filter läggs på. Den som inte har tilldelats någon förvaltning eller
  något bolag kan få öppna vyerna, men de ska vara tomma.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga beställningar, inga personer och inga siffror om dem
    Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                               | vy    | urval | format |
      | varje administratör utan behörighet | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> öppnar <vy>, som är tom för kontot, med urvalet <urval> i formatet <format>
    Detsamma gäller den som har behörighet till en förvaltning eller ett bolag, men inte till det som vyn visar.

    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga beställningar, inga personer och inga siffror om dem
    Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy    | urval | format |
      | varje stadsadministratör                                                | varje | varje | varje  |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje | varje | varje  |

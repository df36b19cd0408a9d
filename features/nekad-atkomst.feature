# language: sv
@nekad-atkomst
Egenskap: Den som saknar behörighet till en vy nekas den

  Alla får inte öppna allt. Den som nekas ska få portalens vanliga nej, och i svaret får inget om andra finnas: inte på
  sidan, inte i svarets huvuden och inte i en omdirigering. Ett nej räknas bara om samma vy öppnas för någon som har rätt
  till den; annars kan adressen vara fel.

  Scenariomall: <konto> nekas <vy> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag försöker öppna <vy> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto       | vy    | format |
      | varje konto | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> nekas <vy> med urvalet <urval> i formatet <format>
    Vissa portaler nekar den som väljer en annan förvaltning eller ett annat bolag i ett filter, i stället för att svara
    med en tom lista.

    Givet att jag är inloggad som <konto>
    När jag försöker öppna <vy> med urvalet <urval> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto       | vy    | urval                                                  | format |
      | varje konto | varje | varje urval som gäller andra förvaltningar eller bolag | varje  |

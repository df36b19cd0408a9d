# language: sv
@siffror
Egenskap: Antal och summor räknar bara den egna förvaltningens och det egna bolagets beställningar

  En siffra kan röja andras uppgifter utan att visa dem. Varje planterad beställning har ett eget belopp, så att en enda
  främmande beställning märks i summan.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så stämmer siffrorna med beställningarna i mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy                         | urval | format |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje vy som visar siffror | varje | varje  |

  Scenariomall: <konto> öppnar <vy> för hela staden med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så stämmer siffrorna med beställningarna i hela staden

    Exempel:
      | konto                    | vy                         | urval | format |
      | varje stadsadministratör | varje vy som visar siffror | varje | varje  |

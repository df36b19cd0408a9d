# language: sv
@egna-bestallningar
Egenskap: En anställd ser sina egna beställningar, och ingenting om någon annan

  För en anställd är alla andra främmande, också arbetskamraterna i samma förvaltning. Den som har bytt förvaltning, och
  den som har två anställningar, ser fortfarande alla sina egna beställningar.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla mina egna beställningar i urvalet
    Men jag ser inga uppgifter om andra personer

    Exempel:
      | konto          | vy                               | urval | format |
      | varje anställd | varje vy som visar beställningar | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> ser bara sitt eget i <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag allt i urvalet som är mitt eget
    Men jag ser inga uppgifter om andra personer

    Exempel:
      | konto          | vy    | urval | format |
      | varje anställd | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> öppnar <vy>, som är tom för kontot, med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga beställningar, inga personer och inga siffror om dem
    Och jag ser inga uppgifter om andra personer

    Exempel:
      | konto          | vy    | urval | format |
      | varje anställd | varje | varje | varje  |

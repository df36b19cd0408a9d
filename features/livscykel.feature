# language: sv
@livscykel
Egenskap: När behörigheter, anställningar och förvaltningar ändras gäller det genast, och överallt

  Incidenten 2020 gällde en ny sida. En sida som alltid har funnits kan också visa fel, när det är behörigheten som är ny:
  ett konto mister en förvaltning, en person flyttar eller slutar, en förvaltning byter namn, går upp i en annan eller
  stängs. Det ska synas i nästa svar, på varje väg: på sidan, i API:et, i exporten, i filen som redan är beställd och i
  utskicket som är schemalagt.

  Vad som har hänt när en vy frågas säger profilen (after). Vem som då får se vad prövas som i alla andra vyer; här står
  vad som aldrig får hända.

  @om-det-finns
  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel: Den som har mist en behörighet ser inget mer av det som den gällde
      | konto               | vy                                      | urval | format |
      | varje administratör | varje vy efter en återkallad behörighet | varje | varje  |

    Exempel: Ingen kan ge sig själv en behörighet
      | konto               | vy                                                    | urval | format |
      | varje administratör | varje vy efter ett försök att ge sig själv behörighet | varje | varje  |

    Exempel: Den som har flyttat eller slutat syns bara där personen hör hemma
      | konto               | vy                                     | urval | format |
      | varje administratör | varje vy efter en flytt                | varje | varje  |
      | varje administratör | varje vy efter en avslutad anställning | varje | varje  |

    Exempel: En förvaltning som har ändrats öppnar ingen annans uppgifter
      | konto               | vy                               | urval | format |
      | varje administratör | varje vy efter en sammanslagning | varje | varje  |
      | varje administratör | varje vy efter ett namnbyte      | varje | varje  |
      | varje administratör | varje vy efter en stängning      | varje | varje  |

  @om-det-finns
  Scenariomall: <konto>, som bara får se sitt eget, öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga uppgifter om andra personer

    Exempel:
      | konto          | vy                                                    | urval | format |
      | varje anställd | varje vy efter en återkallad behörighet               | varje | varje  |
      | varje anställd | varje vy efter ett försök att ge sig själv behörighet | varje | varje  |
      | varje anställd | varje vy efter en flytt                               | varje | varje  |
      | varje anställd | varje vy efter en avslutad anställning                | varje | varje  |
      | varje anställd | varje vy efter en sammanslagning                      | varje | varje  |
      | varje anställd | varje vy efter ett namnbyte                           | varje | varje  |
      | varje anställd | varje vy efter en stängning                           | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> nekas <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag försöker öppna <vy> med urvalet <urval> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto       | vy                                                    | urval | format |
      | varje konto | varje vy efter en återkallad behörighet               | varje | varje  |
      | varje konto | varje vy efter ett försök att ge sig själv behörighet | varje | varje  |
      | varje konto | varje vy efter en flytt                               | varje | varje  |
      | varje konto | varje vy efter en avslutad anställning                | varje | varje  |
      | varje konto | varje vy efter en sammanslagning                      | varje | varje  |
      | varje konto | varje vy efter ett namnbyte                           | varje | varje  |
      | varje konto | varje vy efter en stängning                           | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> öppnar <vy> för <mål> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> för <mål> i formatet <format>
    Så ser jag inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto               | vy                                                    | mål       | format |
      | varje administratör | varje vy efter en återkallad behörighet               | varje mål | varje  |
      | varje administratör | varje vy efter ett försök att ge sig själv behörighet | varje mål | varje  |
      | varje administratör | varje vy efter en flytt                               | varje mål | varje  |
      | varje administratör | varje vy efter en avslutad anställning                | varje mål | varje  |
      | varje administratör | varje vy efter en sammanslagning                      | varje mål | varje  |
      | varje administratör | varje vy efter ett namnbyte                           | varje mål | varje  |
      | varje administratör | varje vy efter en stängning                           | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto> nekas <vy> för <mål> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag försöker öppna <vy> för <mål> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto       | vy                                                    | mål       | format |
      | varje konto | varje vy efter en återkallad behörighet               | varje mål | varje  |
      | varje konto | varje vy efter ett försök att ge sig själv behörighet | varje mål | varje  |
      | varje konto | varje vy efter en flytt                               | varje mål | varje  |
      | varje konto | varje vy efter en avslutad anställning                | varje mål | varje  |
      | varje konto | varje vy efter en sammanslagning                      | varje mål | varje  |
      | varje konto | varje vy efter ett namnbyte                           | varje mål | varje  |
      | varje konto | varje vy efter en stängning                           | varje mål | varje  |

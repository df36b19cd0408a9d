# language: sv
@utan-inloggning
Egenskap: Den som inte har loggat in får inte veta något

  Att känna till en adress räcker inte. Ett kvitto, en exportfil eller ett svar som ligger kvar i en cache är öppet för vem
  som helst på nätet, om portalen glömmer att pröva inloggningen just där. Den som inte är inloggad skickas till
  inloggningen eller nekas, och i svaret får inget om någon finnas.

  Scenariomall: <konto> nekas <vy> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker öppna <vy> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto                               | vy    | format |
      | varje besökare som inte är inloggad | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> nekas <vy> för <mål> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker öppna <vy> för <mål> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto                               | vy    | mål       | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto> nekas <vy> för någon annans <mål> i formatet <format>
    Av svaret ska ingen heller kunna sluta sig till att det finns.

    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker öppna <vy> för <mål> i formatet <format>
    Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra
    Och svaret går inte att skilja från svaret för något som inte finns

    Exempel:
      | konto                               | vy    | mål       | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto> ändrar i anropet till <vy> med urvalet <urval> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag ändrar i anropet till <vy> med urvalet <urval> i formatet <format>
    Så får jag inte veta mer än jag har rätt till

    Exempel:
      | konto                               | vy    | urval | format |
      | varje besökare som inte är inloggad | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> ändrar i anropet till <vy> för <mål> med urvalet <urval> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag ändrar i anropet till <vy> för <mål> med urvalet <urval> i formatet <format>
    Så får jag inte veta mer än jag har rätt till

    Exempel:
      | konto                               | vy    | mål       | urval | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> försöker göra ändringen <vy> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker göra ändringen <vy> i formatet <format>
    Så är ingenting ändrat, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto                               | vy    | format |
      | varje besökare som inte är inloggad | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> försöker göra ändringen <vy> för <mål> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker göra ändringen <vy> för <mål> i formatet <format>
    Så är ingenting ändrat, och svaret röjer inga uppgifter om andra

    Exempel:
      | konto                               | vy    | mål       | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto> försöker göra ändringen <vy> för någon annans <mål> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag försöker göra ändringen <vy> för <mål> i formatet <format>
    Så är ingenting ändrat, och svaret röjer inga uppgifter om andra
    Och svaret går inte att skilja från svaret för något som inte finns

    Exempel:
      | konto                               | vy    | mål       | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje  |

  @om-det-finns
  Scenariomall: <vy> är öppen för alla, också för <konto>, med urvalet <urval> i formatet <format>
    Några sidor är till för den som ännu inte har loggat in. De ska inte visa något om någon.

    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så öppnas sidan för mig
    Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag
    Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

    Exempel:
      | konto                               | vy    | urval | format |
      | varje besökare som inte är inloggad | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <vy> är öppen och tom för <konto>, med urvalet <urval> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga beställningar, inga personer och inga siffror om dem
    Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag
    Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

    Exempel:
      | konto                               | vy    | urval | format |
      | varje besökare som inte är inloggad | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <vy> är öppen och tom för <konto>, för <mål> i formatet <format>
    Givet att jag besöker portalen som <konto>, utan att logga in
    När jag öppnar <vy> för <mål> i formatet <format>
    Så ser jag inga beställningar, inga personer och inga siffror om dem
    Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag
    Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

    Exempel:
      | konto                               | vy    | mål       | format |
      | varje besökare som inte är inloggad | varje | varje mål | varje  |

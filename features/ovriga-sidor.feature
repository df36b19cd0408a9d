# language: sv
@ovriga-sidor
Egenskap: Sidor utan beställningar och personer visar inga uppgifter om andra

  En startsida eller en hjälpsida ska inte visa någon annans uppgifter. Den prövas för att inget ska ligga kvar där, till
  exempel i en meny, i ett formulär eller i något som bara datorn ser.

  @om-det-finns
  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så öppnas sidan för mig
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto               | vy                                         | urval | format |
      | varje administratör | varje sida utan beställningar och personer | varje | varje  |

  @om-det-finns
  Scenariomall: <konto>, som får se hela staden, öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så öppnas sidan för mig

    Exempel:
      | konto                    | vy                                         | urval | format |
      | varje stadsadministratör | varje sida utan beställningar och personer | varje | varje  |

  @om-det-finns
  Scenariomall: <konto>, som bara får se sitt eget, öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så öppnas sidan för mig
    Men jag ser inga uppgifter om andra personer

    Exempel:
      | konto          | vy                                         | urval | format |
      | varje anställd | varje sida utan beställningar och personer | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> öppnar <vy> för <mål> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> för <mål> i formatet <format>
    Så öppnas sidan för mig
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto               | vy                                         | mål       | format |
      | varje administratör | varje sida utan beställningar och personer | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto>, som får se hela staden, öppnar <vy> för <mål> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> för <mål> i formatet <format>
    Så öppnas sidan för mig

    Exempel:
      | konto                    | vy                                         | mål       | format |
      | varje stadsadministratör | varje sida utan beställningar och personer | varje mål | varje  |

  @om-det-finns
  Scenariomall: <konto>, som bara får se sitt eget, öppnar <vy> för <mål> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> för <mål> i formatet <format>
    Så öppnas sidan för mig
    Men jag ser inga uppgifter om andra personer

    Exempel:
      | konto          | vy                                         | mål       | format |
      | varje anställd | varje sida utan beställningar och personer | varje mål | varje  |

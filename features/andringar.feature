# language: sv
@andringar
Egenskap: Bara den som har rätt till det kan ändra något, och bara i det egna

  Den som inte får se en annan förvaltnings beställningar får inte heller ändra i dem. Vad portalen svarar säger inte om
  ändringen blev av: ett nej kan komma när den redan är gjord, och ett ja kan betyda att ingenting hände. Därför läser ett
  annat konto, som har rätt att se uppgiften, hur den ser ut före och efter. Det som har ändrats ändras tillbaka.

  Att ingenting ändrades räknas bara om någon med rätt till ändringen har setts göra den på samma sätt.

  @om-det-finns
  Regel: Den som får ändra kan göra det

    Scenariomall: <konto> gör ändringen <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> för <mål> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto                                                                   | vy    | mål       | format |
        | varje administratör med behörighet till vissa förvaltningar eller bolag | varje | varje mål | varje  |

    Scenariomall: <konto>, som får se hela staden, gör ändringen <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> för <mål> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto                    | vy    | mål       | format |
        | varje stadsadministratör | varje | varje mål | varje  |

    Scenariomall: <konto>, som bara får se sitt eget, gör ändringen <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> för <mål> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Men jag ser inga uppgifter om andra personer
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto          | vy    | mål       | format |
        | varje anställd | varje | varje mål | varje  |

    Scenariomall: <konto> gör ändringen <vy> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto                                                                   | vy    | format |
        | varje administratör med behörighet till vissa förvaltningar eller bolag | varje | varje  |

    Scenariomall: <konto>, som får se hela staden, gör ändringen <vy> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto                    | vy    | format |
        | varje stadsadministratör | varje | varje  |

    Scenariomall: <konto>, som bara får se sitt eget, gör ändringen <vy> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag gör ändringen <vy> i formatet <format>
      Så syns ändringen för någon annan som har rätt att se den
      Men jag ser inga uppgifter om andra personer
      Och jag ser inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

      Exempel:
        | konto          | vy    | format |
        | varje anställd | varje | varje  |

  @om-det-finns
  Regel: Den som inte får ändra ändrar ingenting, vad portalen än svarar

    Scenariomall: <konto> försöker göra ändringen <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker göra ändringen <vy> för <mål> i formatet <format>
      Så är ingenting ändrat, och svaret röjer inga uppgifter om andra

      Exempel:
        | konto       | vy    | mål       | format |
        | varje konto | varje | varje mål | varje  |

    Scenariomall: <konto> försöker göra ändringen <vy> för någon annans <mål> i formatet <format>
      Av svaret ska ingen heller kunna sluta sig till att det finns.

      Givet att jag är inloggad som <konto>
      När jag försöker göra ändringen <vy> för <mål> i formatet <format>
      Så är ingenting ändrat, och svaret röjer inga uppgifter om andra
      Och svaret går inte att skilja från svaret för något som inte finns

      Exempel:
        | konto       | vy    | mål       | format |
        | varje konto | varje | varje mål | varje  |

    Scenariomall: <konto> försöker göra ändringen <vy> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker göra ändringen <vy> i formatet <format>
      Så är ingenting ändrat, och svaret röjer inga uppgifter om andra

      Exempel:
        | konto       | vy    | format |
        | varje konto | varje | varje  |

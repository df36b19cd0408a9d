# language: sv
@enskilda-arenden
Egenskap: En enskild beställning kan öppnas bara av den som har rätt att se den

  En lista kan vara rätt avgränsad medan den enskilda beställningen ligger öppen för den som skriver dess nummer i
  adressen. Den som frågar efter någon annans beställning ska dessutom få samma svar som den som frågar efter en som
  inte finns. Annars berättar portalen att den finns.

  Regel: Det som ligger inom behörigheten visas

    Scenariomall: <konto> öppnar <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> i formatet <format>
      Så ser jag den beställningen
      Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

      Exempel:
        | konto                                                                   | vy    | mål                                   | format |
        | varje administratör med behörighet till vissa förvaltningar eller bolag | varje | varje beställning inom min behörighet | varje  |

    Scenariomall: <konto>, som får se hela staden, öppnar <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> i formatet <format>
      Så ser jag den beställningen

      Exempel:
        | konto                    | vy    | mål                                   | format |
        | varje stadsadministratör | varje | varje beställning inom min behörighet | varje  |

    @om-det-finns
    Scenariomall: <konto> öppnar sin egen beställning i <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> i formatet <format>
      Så ser jag den beställningen
      Men jag ser inga uppgifter om andra personer

      Exempel:
        | konto          | vy    | mål                                   | format |
        | varje anställd | varje | varje beställning inom min behörighet | varje  |

  Regel: Det som ligger utanför behörigheten nekas, och ingen får veta om det finns

    Scenariomall: <konto> nekas <vy> för <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker öppna <vy> för <mål> i formatet <format>
      Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra
      Och svaret går inte att skilja från svaret för något som inte finns

      Exempel:
        | konto       | vy    | mål                                      | format |
        | varje konto | varje | varje beställning utanför min behörighet | varje  |

    Scenariomall: <konto> nekas <vy> för det som inte finns, <mål>, i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker öppna <vy> för <mål> i formatet <format>
      Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

      Exempel:
        | konto       | vy    | mål                           | format |
        | varje konto | varje | en beställning som inte finns | varje  |

    @om-det-finns
    Scenariomall: <konto> nekas <vy> även för sitt eget, <mål>, i formatet <format>
      Den som inte har tillgång till vyn nekas den också för det som annars ligger inom behörigheten.

      Givet att jag är inloggad som <konto>
      När jag försöker öppna <vy> för <mål> i formatet <format>
      Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

      Exempel:
        | konto       | vy    | mål                                             | format |
        | varje konto | varje | varje beställning inom min behörighet           | varje  |
        | varje konto | varje | varje förvaltning och bolag inom min behörighet | varje  |

  @om-det-finns
  Regel: Detsamma gäller vyer som öppnas för en förvaltning eller ett bolag

    Scenariomall: <konto> öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
      Så ser jag allt i urvalet från den förvaltningen eller det bolaget
      Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

      Exempel:
        | konto                                                                   | vy    | mål                                             | urval | format |
        | varje administratör med behörighet till vissa förvaltningar eller bolag | varje | varje förvaltning och bolag inom min behörighet | varje | varje  |

    Scenariomall: <konto>, som får se hela staden, öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
      Så ser jag allt i urvalet från den förvaltningen eller det bolaget

      Exempel:
        | konto                    | vy    | mål                                             | urval | format |
        | varje stadsadministratör | varje | varje förvaltning och bolag inom min behörighet | varje | varje  |

    Scenariomall: <konto> nekas <vy> för någon annans <mål> i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker öppna <vy> för <mål> i formatet <format>
      Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra
      Och svaret går inte att skilja från svaret för något som inte finns

      Exempel:
        | konto       | vy    | mål                                                | format |
        | varje konto | varje | varje förvaltning och bolag utanför min behörighet | varje  |

    Scenariomall: <konto> nekas <vy> för en förvaltning som inte finns, <mål>, i formatet <format>
      Givet att jag är inloggad som <konto>
      När jag försöker öppna <vy> för <mål> i formatet <format>
      Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra

      Exempel:
        | konto       | vy    | mål                           | format |
        | varje konto | varje | en förvaltning som inte finns | varje  |

    Scenariomall: <konto> öppnar <vy>, som är tom för <mål>, med urvalet <urval> i formatet <format>
      Vissa portaler svarar med en tom sida i stället för att neka.

      Givet att jag är inloggad som <konto>
      När jag öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
      Så ser jag inga beställningar, inga personer och inga siffror om dem
      Och jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

      Exempel:
        | konto       | vy    | mål       | urval | format |
        | varje konto | varje | varje mål | varje | varje  |

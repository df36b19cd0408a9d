# language: sv
@manipulerade-urval
Egenskap: Den som ändrar i anropet får inte veta mer

  En sida erbjuder bara de val som kontot har rätt till, men den som kan skriva i adressfältet är inte bunden av sidan. Ett
  jokertecken i stället för en förvaltning, en främmande förvaltning bredvid den egna, en parameter som utelämnas, samma
  ord med stora bokstäver, en äldre adress eller någon annans sidmarkör: portalen får neka, svara med ett fel, svara tomt
  eller bara visa det egna. Vilket den gör spelar ingen roll. Något främmande får den aldrig visa.

  @om-det-finns
  Scenariomall: <konto> ändrar i anropet till <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag ändrar i anropet till <vy> med urvalet <urval> i formatet <format>
    Så får jag inte veta mer än jag har rätt till

    Exempel:
      | konto       | vy    | urval | format |
      | varje konto | varje | varje | varje  |

  @om-det-finns
  Scenariomall: <konto> ändrar i anropet till <vy> för <mål> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag ändrar i anropet till <vy> för <mål> med urvalet <urval> i formatet <format>
    Så får jag inte veta mer än jag har rätt till

    Exempel:
      | konto       | vy    | mål       | urval | format |
      | varje konto | varje | varje mål | varje | varje  |

# language: sv
@dataminimering
Egenskap: Ingen ser lön eller pension, och ingen vy visar mer än den får

  Lön och pension finns i portalens register, men ska aldrig visas i en vy: inte för någon, inte i något format och inte
  i något som bara datorn ser. Varje vy får i övrigt visa just de slags uppgifter som portalens profil anger för den.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

    Exempel:
      | konto       | vy    | urval | format |
      | varje konto | varje | varje | varje  |

  Scenariomall: <konto> öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> för <mål> med urvalet <urval> i formatet <format>
    Så ser jag inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa

    Exempel:
      | konto       | vy    | mål       | urval | format |
      | varje konto | varje | varje mål | varje | varje  |

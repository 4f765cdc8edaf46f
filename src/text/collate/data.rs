//! What CLDR's root collation says of the exact repertoire, in the shortest form that is still
//! read by people. The tests compare all of it with another implementation.

/// The first level: every character that has a weight of its own, in order; `a…b` stands for all
/// code points between. A character outside the exact repertoire stands for its script: all code
/// points from it to the next such character, in the order of the code points.
pub(super) static ORDER: &str = "\
    \t…\r\u{85}\u{2028}\u{2029} ‾_‗-‐‒…―⁓,;⁏:!¡?¿‽.·⁕⁖⁘…⁞'‹›\"«»()[]{}⁅⁆⌈…⌋⟅⟆⟦…⟯❨…❵\u{2329}\
    \u{232a}‖§¶⁋@*⁎⁑/\\&⁊#%‰‱†…‣‧⁃⁌⁍′‵‸※‿⁔⁀⁐⁁⁂`´˜^¯˘˙¨˚˝¸˛᾽῾῀ʹ͵ʺ˂…ˏ˒…˗˞˟˥…˭˯…˿°҂©®℄℈℔℗℘℞℟℣℥℧℩℮℺⅁\
    …⅄⅊⅌⅏↊↋←→↑↓…↙↜…↭↯…⇌⇐…∃∅…∈∊∋∍϶∎…∑+±÷×<=>¬|¦~−⁒∓∔∕⁄∖…∣∥∧…∫∮∱…≀≂≃≅≆≈≊…≟≡≣…≬≲≳≶≷≺…≿⊂⊃⊆⊇⊊…⊫⊰…⊼⅋⊽…\
    ⋟⋤…⋩⋮…⌇⌌…⌨⌫…\u{2429}⑀…⑊─…☯☸…♬♰…⚉⚐…❧➔…⟄⟇…⟥⟰…⟿⚊…⚏☰…☷♭♮♯ːˑ¤¢$£¥₠…₦₩…\u{20c1}\
    \u{2e00}\u{a700}\u{fe10}①⤀⠀\u{1d000}\u{1f000}\u{4dc0}\u{3000}\u{fff0}\
    0…9ↀↁↂↆↇↈaȺɐɑɒbʙƀɓƃcȼƈɕↄdɖɗƌȡẟeɇǝəɛɘɚɜɝɞʚɤfƒⅎgɡɢǥɠʛɣƣhʜƕɦɧʻʽiıɪɨɩjȷɉʝɟʄkƙʞlʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵ\
    ŋoɶɔɵɷȣpƥɸqʠɋĸrʀɍɹ…ɿʁsʂȿẜẝʃƪʅʆtŧȾƫƭʈȶʇuʉɥʮʯɯɰʊvʋỽʌwʍxyʏɏƴỿȝzƶȥʐʑɀʒƹƺʓþƿƻƨƽƅʔɂˀʼˮʾʕʿˁʡʢʖǀ…ǃʗʘ\
    ʬʭ\
    ᴀ\u{2c60}\u{a720}\u{ab30}\
    α…εϝͷϛζͱηθιϳκ…πϻϟϙρϼσͼͻͽτ…ωϡͳϸϣϥϧϩϫϭϯ\
    \u{2c80}\
    аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋійјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфхӽӿҳһԧѡѿѽѻцҵч\
    ԭҷӌҹҽҿџш…ьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ\
    ᲀ\u{a640}\u{2de0}\u{2c00}ႠᲐ\u{2d00}\u{530}\u{fb00}\u{590}\u{fb1d}\u{800}\u{600}\u{750}\
    \u{870}\u{fb50}\u{fe70}\u{700}\u{860}\u{840}\u{780}\u{7c0}\u{2d30}ሀ\u{2d80}\u{ab00}\u{900}\
    \u{a8e0}\u{1cd0}ঀ\u{a00}\u{a80}\u{b00}\u{b80}\u{c00}ಀ\u{d00}\u{d80}\u{abc0}\u{aae0}\u{a800}\
    \u{a880}\u{1b80}\u{e00}\u{e80}\u{aa80}ༀᰀ\u{a840}ᤀᜀᨀᯀ\u{a930}\u{a900}က\u{a9e0}\u{aa60}កᥐᦀᨠ\
    \u{aa00}\u{1b00}\u{a980}᠀\u{1c50}Ꭰ\u{ab70}᐀ᢰ\u{1680}ᚠ\u{a500}\u{a6a0}\u{10000}\u{1e000}ᄀ\
    \u{3130}\u{a960}\u{ac00}\u{3040}\u{ff00}\u{3100}\u{31a0}\u{a000}\u{2e80}\u{31c0}\u{3190}\
    \u{3200}\u{4e00}\u{f900}\u{3400}\u{20000}\u{e000}\u{f0000}\0";

/// Accents of composed characters, by block: a letter for one of [`SEQUENCES`], or a full stop.
/// What is under the accents is the plain letter of [`crate::text::fold`].
pub(super) static ACCENTS: [(u32, &str); 5] = [
    // U+00C0..=U+024F
    (
        0xc0,
        "\
        !#$%)+.8!#$)!#$).%!#$%)..!#$)#..!#$%)+.8!#$)!#$).%!#$%)..!#$)#.)\
        &&''99##$$((----..&&''((99--$$''((88$$..%%&&''99(...$$88.##88--.\
        ...##88--...&&'',,..##88--##$$88--88--..%%&&''++,,99$$$$)##((--.\
        ................................33.............33...............\
        .............--------TTSSUURR.TTQQ....----99mm---...##..!!WW..nn\
        //00//00//00//00//00//007777..--......((88TTHH((QQ&&............\
        ................",
    ),
    // U+0370..=U+03FF
    (
        0x370,
        "\
        .....................##.###.#.##S.........................))####\
        S.........................))###....#)...........................\
        ................",
    ),
    // U+0400..=U+052F
    (
        0x400,
        "\
        !).#...)....#!'.................................................\
        ................!).#...)....#!'.......................//........\
        ................................................................\
        .''.............''))..''..))))))..&&))))..))))&&)),,))..))......\
        ................................................",
    ),
    // U+1E00..=U+1EFF
    (
        0x1e00,
        "\
        66((44==kk((44==88::JJKK::<<ll((&&((44))88;;<<SS##44==44hh==::##\
        ((44((44==::GGIIJJKK##((((44hh==((44AAXXjj((44==::55<<::GGLL%%44\
        !!##))((44(())(($$44===)++......44**DDCCFFEEggNNMMPPOOii44**%%DD\
        CCFFEEgg**4444**DDCCFFEEggccbbeeddff44**ccbbeeddff!!44**%%......",
    ),
    // U+1F00..=U+1FFF
    (
        0x1f00,
        "\
        12Y^Z_[`12Y^Z_[`12Y^Z_..12Y^Z_..12Y^Z_[`12Y^Z_[`12Y^Z_[`12Y^Z_[`\
        12Y^Z_..12Y^Z_..12Y^Z_[`.2.^._.`12Y^Z_[`12Y^Z_[`!#!#!#!#!#!#!#..\
        ]apsqtru]apsqtru]apsqtru]apsqtru]apsqtru]apsqtru'&@?B.>o'&!#?...\
        .>@?B.>o!#!#?!#>'&RS..>V'&!#.!#>'&RS12>V'&!#2!#...@?B.>o!#!#?...",
    ),
];

/// The sequences of combining marks that [`ACCENTS`] names, each after its letter.
pub(super) static SEQUENCES: &str = "\
    !\u{300}#\u{301}$\u{302}%\u{303}&\u{304}'\u{306}(\u{307})\u{308}*\u{309}+\u{30a},\u{30b}\
    -\u{30c}/\u{30f}0\u{311}1\u{313}2\u{314}3\u{31b}4\u{323}5\u{324}6\u{325}7\u{326}8\u{327}\
    9\u{328}:\u{32d};\u{32e}<\u{330}=\u{331}>\u{342}?\u{345}@\u{300}\u{345}A\u{301}\u{307}\
    B\u{301}\u{345}C\u{302}\u{300}D\u{302}\u{301}E\u{302}\u{303}F\u{302}\u{309}\
    G\u{303}\u{301}H\u{303}\u{304}I\u{303}\u{308}J\u{304}\u{300}K\u{304}\u{301}\
    L\u{304}\u{308}M\u{306}\u{300}N\u{306}\u{301}O\u{306}\u{303}P\u{306}\u{309}\
    Q\u{307}\u{304}R\u{308}\u{300}S\u{308}\u{301}T\u{308}\u{304}U\u{308}\u{30c}\
    V\u{308}\u{342}W\u{30a}\u{301}X\u{30c}\u{307}Y\u{313}\u{300}Z\u{313}\u{301}\
    [\u{313}\u{342}]\u{313}\u{345}^\u{314}\u{300}_\u{314}\u{301}`\u{314}\u{342}\
    a\u{314}\u{345}b\u{31b}\u{300}c\u{31b}\u{301}d\u{31b}\u{303}e\u{31b}\u{309}\
    f\u{31b}\u{323}g\u{323}\u{302}h\u{323}\u{304}i\u{323}\u{306}j\u{323}\u{307}\
    k\u{327}\u{301}l\u{327}\u{306}m\u{328}\u{304}n\u{338}\u{301}o\u{342}\u{345}\
    p\u{313}\u{300}\u{345}q\u{313}\u{301}\u{345}r\u{313}\u{342}\u{345}s\u{314}\u{300}\u{345}\
    t\u{314}\u{301}\u{345}u\u{314}\u{342}\u{345}";

/// The second level: weights of the combining marks U+0300..=U+0362; a full stop for
/// those that weigh nothing or are spelled otherwise.
pub(super) static MARKS: &str = "\
    436<AF5=:G8;7BBHIJB12BCCCCBKCCCCCLMNOPQ?@CCCCRSCTU0CVEDD>WCCCBBB\
    ..9..XBCCCBBBCC.BBBCCCCBYCCBCBBCZ[C";

/// Characters that sort as others do: what is spelled, then as what. A capital says how the
/// letters after it differ from plain ones: on the second level in G to J, on the third in
/// [`difference`](super::table::difference).
pub(super) static SPELLINGS: &str = "\
    \u{a0}F |ªPa|²P2|³P3|µCμ|¹P1|ºPo|¼V1⁄4|½V1⁄2|¾V3⁄4|ßGsCs|æGaCe|ðGd|øo\u{338}|đd\u{335}|\
    ħh\u{335}|ĳCij|ŀl·|łl\u{335}|ŉCʼn|œGoCe|ſHs|ƍCzw|ƾCts|\u{1c5}KdCz\u{30c}|ǆCdz\u{30c}|\
    \u{1c8}KlCj|ǉClj|\u{1cb}KnCj|ǌCnj|ǣæ\u{304}|\u{1f2}KdCz|ǳCdz|ǽæ\u{301}|ȸCdb|ȹCqp|ʣCdz|\
    ʤCdʒ|ʥCdʑ|ʦCts|ʧCtʃ|ʨCtɕ|ʩCfŋ|ʪCls|ʫClz|ʰPh|ʱCɦ|ʲPj|ʳPr|ʴCɹ|ʵCɻ|ʶCʁ|ʷPw|ʸPy|ˠPɣ|ˡPl|ˢPs|\
    ˣPx|ˤCʕ|\u{374}ʹ|ͺCι|\u{37e};|΄´|\u{387}·|ςPσ|ϐCβ|ϑCθ|ϒTυ|ϕCφ|ϖCπ|ϗCκαι|ϰCκ|ϱCρ|ϲCσ|ϴTθ|\
    ϵCε|ґGг|ẚCaʾ|ẛſ\u{307}|ỻCll|\u{1fbe}ι|᾿᾽|\u{1fef}`|\u{1ffd}´|\u{2000}C |\u{2001}C |\
    \u{2002}C |\u{2003}C |\u{2004}C |\u{2005}C |\u{2006}C |\u{2007}F |\u{2008}C |\u{2009}C |\
    \u{200a}C |‑C‐|‘G'|’H'|‚I'|‛J'|“G\"|”H\"|„I\"|‟J\"|․C.|‥C..|…C...|\u{202f}F |″C′′|‴C′′′|\
    ‶C‵‵|‷C‵‵‵|‼C!!|⁇C??|⁈C?!|⁉C!?|⁗C′′′′|\u{205f}C |⁰P0|ⁱPi|⁴P4|⁵P5|⁶P6|⁷P7|⁸P8|⁹P9|⁺P+|\
    ⁻P−|⁼P=|⁽P(|⁾P)|ⁿPn|₀B0|₁B1|₂B2|₃B3|₄B4|₅B5|₆B6|₇B7|₈B8|₉B9|₊B+|₋B−|₌B=|₍B(|₎B)|ₐBa|ₑBe|\
    ₒBo|ₓBx|ₔBə|ₕBh|ₖBk|ₗBl|ₘBm|ₙBn|ₚBp|ₛBs|ₜBt|₧KpCts|₨KrCs|℀Ca/c|℁Ca/s|ℂTc|℃K°c|℅Cc/o|\
    ℆Cc/u|ℇKɛ|℉K°f|ℊFg|ℋTh|ℌTh|ℍTh|ℎFh|ℏh\u{335}|ℐTi|ℑTi|ℒTl|ℓFl|ℕTn|№KnCo|ℙTp|ℚTq|ℛTr|ℜTr|\
    ℝTr|℠Psm|℡Ktel|™Ptm|ℤTz|ℨTz|ℬTb|ℭTc|ℯFe|ℰTe|ℱTf|ℳTm|ℴFo|ℹFi|℻Kfax|ℼFπ|ℽCγ|ℾTγ|ℿTπ|⅀C∑|\
    ⅅTd|ⅆFd|ⅇFe|ⅈFi|ⅉFj|⅍Ka/s|⅐V1⁄7|⅑V1⁄9|⅒V1⁄10|⅓V1⁄3|⅔V2⁄3|⅕V1⁄5|⅖V2⁄5|⅗V3⁄5|⅘V4⁄5|⅙V1⁄6|\
    ⅚V5⁄6|⅛V1⁄8|⅜V3⁄8|⅝V5⁄8|⅞V7⁄8|⅟V1⁄|ⅰCi|ⅱCii|ⅲCiii|ⅳCiv|ⅴCv|ⅵCvi|ⅶCvii|ⅷCviii|ⅸCix|ⅹCx|\
    ⅺCxi|ⅻCxii|ⅼCl|ⅽCc|ⅾCd|ⅿCm|ↅ6|↉V0⁄3|↚←\u{338}|↛→\u{338}|↮↔\u{338}|⇍⇐\u{338}|⇎⇔\u{338}|\
    ⇏⇒\u{338}|∄∃\u{338}|∉∈\u{338}|∌∋\u{338}|∤∣\u{338}|∦∥\u{338}|∬C∫∫|∭C∫∫∫|∯C∮∮|∰C∮∮∮|\
    ≁∼\u{338}|≄≃\u{338}|≇≅\u{338}|≉≈\u{338}|≠=\u{338}|≢≡\u{338}|≭≍\u{338}|≮<\u{338}|\
    ≯>\u{338}|≰≤\u{338}|≱≥\u{338}|≴≲\u{338}|≵≳\u{338}|≸≶\u{338}|≹≷\u{338}|⊀≺\u{338}|\
    ⊁≻\u{338}|⊄⊂\u{338}|⊅⊃\u{338}|⊈⊆\u{338}|⊉⊇\u{338}|⊬⊢\u{338}|⊭⊨\u{338}|⊮⊩\u{338}|\
    ⊯⊫\u{338}|⋠≼\u{338}|⋡≽\u{338}|⋢⊑\u{338}|⋣⊒\u{338}|⋪⊲\u{338}|⋫⊳\u{338}|⋬⊴\u{338}|\
    ⋭⊵\u{338}|\u{340}\u{300}|\u{341}\u{301}|\u{343}\u{313}|\u{344}\u{308}\u{301}|\
    \u{484}\u{30d}|\u{485}\u{314}|\u{486}\u{313}|\u{487}\u{30d}|\u{363}La|\u{364}Le|\
    \u{365}Li|\u{366}Lo|\u{367}Lu|\u{368}Lc|\u{369}Ld|\u{36a}Lh|\u{36b}Lm|\u{36c}Lr|\
    \u{36d}Lt|\u{36e}Lv|\u{36f}Lx|";

//! Plain letters for accented ones, checked against Unicode's decompositions by the tests.

#[expect(clippy::indexing_slicing, reason = "runs in the compiler, which refuses a wrong index")]
/// The letters of a block in the order of their code points; `*` leads to [`several`] or nowhere.
const fn letters<const N: usize>(text: &str) -> [u16; N] {
    let mut bytes = text.as_bytes();
    let mut letters = [0; N];
    let mut at = 0;
    loop {
        (letters[at], bytes) = match bytes {
            [one @ ..=0x7f, rest @ ..] => (*one as u16, rest),
            [one @ ..=0xdf, two, rest @ ..] => {
                ((*one as u16 & 0x1f) << 6 | *two as u16 & 0x3f, rest)
            }
            [one, two, three, rest @ ..] => (
                (*one as u16 & 0x0f) << 12 | (*two as u16 & 0x3f) << 6 | *three as u16 & 0x3f,
                rest,
            ),
            _ => return letters,
        };
        at += 1;
        if at == N {
            assert!(bytes.is_empty(), "more letters than the block has");
            return letters;
        }
    }
}

/// U+00C0..=U+024F
static LATIN: [u16; 400] = letters(
    "\
         aaaaaa*ceeeeiiiidnooooo×ouuuuy**aaaaaa*ceeeeiiiidnooooo÷ouuuuy*y\
         aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkĸlllllll\
         lllnnnnnn*nnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
         bɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙlƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴzzʒƹƹƺƻƽƽƾƿ\
         ǀǁǂǃ*********aaiioouuuuuuuuuuǝaaaa**ggggkkooooʒʒj***ggƕƿnnaa**oo\
         aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹaccltȿ\
         ɀɂɂbʉʌeejjɋɋrryy",
);

/// U+0370..=U+03FF
static GREEK: [u16; 144] = letters(
    "\
         ͱͱͳͳʹ͵ͷͷ**ͺͻͼͽ;ϳ****΄¨α·εηι*ο*υωιαβγδεζηθικλμνξοπρ*στυφχψωιυαεηι\
         υαβγδεζηθικλμνξοπρσστυφχψωιυουωϗϐϑϒϒϒϕϖϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯ\
         ϰϱϲϳθϵ϶ϸϸϲϻϻϼͻͼͽ",
);

/// U+0400..=U+052F
static CYRILLIC: [u16; 304] = letters(
    "\
         ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмноп\
         рстуфхцчшщъыьэюяееђгєѕііјљњћкиуџѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿ\
         ҁҁ҂*******ҋҋҍҍҏҏґґғғҕҕҗҗҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүүұұҳҳҵҵҷҷҹҹһһҽҽҿҿ\
         ӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээууууууччӷӷыыӻӻӽӽӿӿ\
         ԁԁԃԃԅԅԇԇԉԉԋԋԍԍԏԏԑԑԓԓԕԕԗԗԙԙԛԛԝԝԟԟԡԡԣԣԥԥԧԧԩԩԫԫԭԭԯԯ",
);

/// U+1E00..=U+1EFF
static LATIN_ADDITIONAL: [u16; 256] = letters(
    "\
         aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
         mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
         wwwwwwwwwwxxxxyyzzzzzzhtwyasss*ẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
         eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ",
);

/// U+1F00..=U+1FFF
static GREEK_EXTENDED: [u16; 256] = letters(
    "\
         ααααααααααααααααεεεεεε**εεεεεε**ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι\
         οοοοοο**οοοοοο**υυυυυυυυ*υ*υ*υ*υωωωωωωωωωωωωωωωωααεεηηιιοουυωω**\
         ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα*ααααααα᾽ι᾿\
         ῀¨ηηη*ηηεεηηη᾿᾿᾿ιιιι**ιιιιιι*῾῾῾υυυυρρυυυυυυρ¨¨`**ωωω*ωωοοωωω'῾*",
);

/// The plain twin of a character that has one of its own length.
pub(super) fn single(c: char) -> Option<char> {
    let code = u32::from(c);
    let (block, start): (&[u16], u32) = match code {
        0xc0..=0x24f => (&LATIN, 0xc0),
        0x370..=0x3ff => (&GREEK, 0x370),
        0x400..=0x52f => (&CYRILLIC, 0x400),
        0x1e00..=0x1eff => (&LATIN_ADDITIONAL, 0x1e00),
        0x1f00..=0x1fff => (&GREEK_EXTENDED, 0x1f00),
        _ => return other(c),
    };
    let letter = *block.get(usize::try_from(code - start).ok()?)?;
    if letter == u16::from(b'*') { None } else { char::from_u32(u32::from(letter)) }
}

/// Single characters outside the blocks.
const fn other(c: char) -> Option<char> {
    Some(match c {
        'ª' | 'ⱥ' => 'a',
        'º' => 'o',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ۂ' => 'ہ',
        'ۓ' => 'ے',
        'ۀ' => 'ە',
        'ⱦ' => 't',
        '‘' | '’' | '‛' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => return None,
    })
}

/// What a character stands for that takes several letters.
pub(super) const fn several(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'Æ' | 'æ' | 'Ǣ' | 'ǣ' | 'Ǽ' | 'ǽ' => "ae",
        'Œ' | 'œ' => "oe",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        'ŉ' => "'n",
        'Ǆ' | 'ǅ' | 'ǆ' | 'Ǳ' | 'ǲ' | 'ǳ' => "dz",
        'Ǉ' | 'ǈ' | 'ǉ' => "lj",
        'Ǌ' | 'ǋ' | 'ǌ' => "nj",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}
